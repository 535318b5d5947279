/** What settles matches without a person: licences on file, own sites, rules, and what was judged before. */
@NullMarked
package org.proofmark.portal.matching.settle;

import org.jspecify.annotations.NullMarked;
