package org.proofmark.portal.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a handler, on the handler or its class. A handler without it is refused to everyone. That the thing asked for
 * belongs to the caller is the matter of the query, which always names the holder: foreign things are not found.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    /** The roles of which one is needed. */
    Role[] value() default {};

    /** Everyone, signed in or not. */
    boolean anyone() default false;

    /** Everyone who is signed in, whatever the role. */
    boolean signedIn() default false;

    /** Who has given the password and still owes the second proof. */
    boolean halfWay() default false;
}
