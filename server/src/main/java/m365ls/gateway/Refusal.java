package m365ls.gateway;

import java.util.Optional;
import m365ls.session.Identity;

/**
 * That a service refused a request.
 *
 * @param status of its answer, 400 to 499
 * @param host that answered
 * @param address that was asked, without its query
 * @param as whom the token spoke for that was sent along; empty if none was
 */
public record Refusal(int status, String host, String address, Optional<Identity> as) {}
