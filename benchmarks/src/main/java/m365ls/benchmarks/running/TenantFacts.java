package m365ls.benchmarks.running;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a client needs of a stand-in tenant.
 *
 * @param all by the names of docs/stand-in-tenant.md
 */
record TenantFacts(JsonObject all) {

    /** One of them. */
    String fact(String name) {
        return all.get(name).getAsString();
    }

    /** The environment of a program that is to reach it. */
    Map<String, String> environment() {
        return Map.of("HTTPS_PROXY", fact("proxy"), "NODE_EXTRA_CA_CERTS", fact("caFile"));
    }

    /** Words of {@code m365 login} that sign the tenant's user in. */
    List<String> login() {
        return List.of(
                "login",
                "--authType",
                "password",
                "--userName",
                fact("user"),
                "--password",
                fact("password"),
                "--appId",
                fact("appId"),
                "--tenant",
                fact("tenantId"));
    }
}
