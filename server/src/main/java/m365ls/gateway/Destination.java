package m365ls.gateway;

import m365ls.session.Resource;
import m365ls.session.TokenAnswer;

/** What the host of an address is to a run. */
sealed interface Destination {

    /** A service of the run's own tenant or cloud, and what its tokens are for. */
    record Own(Resource resource) implements Destination {}

    /** Called without a token and without a question: Microsoft's public pages, and what a service has handed out. */
    record Open() implements Destination {}

    /** None of these: called without a token, after a question. */
    record Other() implements Destination {}

    /** It ends as hosts of a tenant do, and whose it is cannot be found out. */
    record Unclear(TokenAnswer.Needs needs) implements Destination {}
}
