package org.proofmark.portal;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls inside the portal: each module calls only those it names. */
class ModulesTest {
    @Test
    void everyModuleCallsOnlyThoseItNames() {
        ApplicationModules.of(Portal.class).verify();
    }
}
