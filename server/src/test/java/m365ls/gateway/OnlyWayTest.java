package m365ls.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import m365ls.http.HttpCall;
import m365ls.http.HttpStreams;
import m365ls.http.JdkHttp;
import org.junit.jupiter.api.Test;

/** Nothing leaves by another way. */
final class OnlyWayTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    ServiceGateway.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void onlyOnePackageBuildsRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackage("m365ls.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(URLConnection.class)
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callConstructor(Socket.class, String.class, int.class)
                .orShould()
                .callMethod(SocketChannel.class, "open", SocketAddress.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DatagramSocket.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheGatewayOpensStreamsOfRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackages("m365ls.http", "m365ls.gateway")
                .should()
                .callMethod(HttpStreams.class, "open", HttpCall.class)
                .orShould()
                .callMethod(JdkHttp.class, "open", HttpCall.class)
                .check(CLASSES);
    }
}
