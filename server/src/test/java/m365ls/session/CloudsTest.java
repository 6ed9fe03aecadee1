package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each cloud signs in at its own host, and its tokens are for its own services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudsTest {
    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @BeforeEach
    void forget() {
        tenant.clearRequests();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), tenant.refusals());
        tenant.close();
    }

    private static List<Resource> resources(Cloud cloud) {
        List<Resource> resources = new ArrayList<>();
        for (Service service : Service.values()) {
            // The stand-in tenant does not have the newer service of the Power Platform.
            if (service != Service.POWER_PLATFORM) {
                Resource.of(cloud, service).ifPresent(resources::add);
            }
        }
        for (String kind : List.of("", "-admin", "-my")) {
            resources.add(new Resource(cloud, "https://contoso" + kind + cloud.sharePointSuffix()));
        }
        return resources;
    }

    /** MSAL4J takes the newer of China's two hosts, whichever of them it is told. */
    private static Set<String> loginHosts(Cloud cloud) {
        return cloud == Cloud.CHINA
                ? Set.of(cloud.loginHost(), "login.partner.microsoftonline.cn")
                : Set.of(cloud.loginHost());
    }

    private Connection signIn(Signed signed, SignIn way, Cloud cloud) throws InterruptedException {
        SignInAnswer answer = signed.session.signIn(
                way, new Application(tenant.appId(), tenant.tenantId(), cloud), "", signed.person);
        return assertInstanceOf(SignInAnswer.SignedIn.class, answer, answer::toString)
                .connection();
    }

    @ParameterizedTest
    @EnumSource
    void signsInAndOpensEveryServiceOfTheCloud(Cloud cloud) throws InterruptedException {
        for (SignIn way : List.of(
                new SignIn.DeviceCode(),
                new SignIn.Browser(),
                new SignIn.Password(
                        tenant.user().name(), Secret.of(tenant.user().password())))) {
            try (Signed signed = Signed.with(tenant)) {
                Connection connection = signIn(signed, way, cloud);
                assertEquals(cloud, connection.application().cloud());
                for (Resource resource : resources(cloud)) {
                    AccessToken token = token(signed.session.token(connection, resource));
                    assertEquals(
                            resource.address().replaceFirst("/$", ""),
                            token.identity().audience().replaceFirst("/$", ""));
                }
            }
        }
        Set<String> asked = new TreeSet<>();
        tenant.requests().stream()
                .map(RecordedRequest::host)
                .filter(host -> !host.startsWith("localhost") && !host.startsWith("127."))
                .forEach(asked::add);
        assertTrue(loginHosts(cloud).containsAll(asked), asked::toString);
    }

    @ParameterizedTest
    @EnumSource
    void signsAnApplicationInToTheCloud(Cloud cloud) throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signIn(signed, new SignIn.ClientSecret(Secret.of(tenant.clientSecret())), cloud);
            token(signed.session.token(
                    connection, Resource.of(cloud, Service.GRAPH).orElseThrow()));
        }
        assertTrue(tenant.tokenRequests().stream()
                .allMatch(request -> loginHosts(cloud).contains(request.host())));
    }

    @ParameterizedTest
    @EnumSource
    void asksForNoTokenOfAnotherCloud(Cloud cloud) throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signIn(signed, new SignIn.DeviceCode(), cloud);
            Secret held = token(signed.session.token(
                            connection, Resource.of(cloud, Service.GRAPH).orElseThrow()))
                    .secret();
            tenant.clearRequests();
            for (Cloud other : Cloud.values()) {
                for (Resource resource : resources(other)) {
                    boolean foreign = other != cloud;
                    Resource claimed = new Resource(cloud, resource.address());
                    boolean smuggled = foreign && !cloud.owns(resource.address());
                    for (Resource wanted : List.of(resource, claimed)) {
                        if (wanted.equals(resource) ? foreign : smuggled) {
                            assertEquals(
                                    Need.CHECK_APPLICATION,
                                    needs(signed.session.token(connection, wanted))
                                            .need(),
                                    wanted::toString);
                            assertEquals(
                                    Need.CHECK_APPLICATION,
                                    needs(signed.session.renew(connection, wanted, held, ""))
                                            .need(),
                                    wanted::toString);
                        }
                    }
                }
            }
            assertEquals(List.of(), tenant.requests());
            assertEquals(Optional.of(connection), signed.session.active());
        }
    }
}
