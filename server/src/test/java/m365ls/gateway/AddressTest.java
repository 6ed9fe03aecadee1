package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

    private static final int GENERATED = 20_000;

    /** What Node's URL makes of each address; null for none. */
    private static final String NODE = "let t='';process.stdin.on('data',d=>t+=d).on('end',()=>{"
            + "process.stdout.write(JSON.stringify(JSON.parse(t).map(a=>{try{const u=new URL(a);u.hash='';return"
            + "{href:u.href,host:u.hostname,path:u.pathname,search:u.search,protocol:u.protocol,user:u.username,"
            + "password:u.password,port:u.port}}catch{return null}})))})";

    private static Address address(String text) {
        return assertInstanceOf(Address.class, Address.parse(text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "https://contoso.sharepoint.com/a b!https://contoso.sharepoint.com/a%20b",
                "https://contoso.sharepoint.com/x(\"{1}\")|y!https://contoso.sharepoint.com/x(%22%7B1%7D%22)%7Cy",
                "https://graph.microsoft.com/u?$filter=a eq 'b|c'!https://graph.microsoft.com/u?$filter=a%20eq%20%27b%7Cc%27",
                "https://graph.microsoft.com/a/../b/./c!https://graph.microsoft.com/b/c",
                "HTTPS:\\\\GRAPH.Microsoft.com.\\v1.0!https://graph.microsoft.com/v1.0",
                "https://graph.microsoft.com:443?a!https://graph.microsoft.com/?a",
                "https://graph.microsoft.com/100%/50%zz?7%!https://graph.microsoft.com/100%25/50%25zz?7%25",
                "https://graph.microsoft.com/[a]?[b]#c!https://graph.microsoft.com/%5Ba%5D?[b]",
                "https://graph.microsoft.com/\u00fc\u65e5!https://graph.microsoft.com/%C3%BC%E6%97%A5",
            })
    void normalisesAsBrowsersDoAndEncodesWhatHttpDoesNotTake(String written, String sent) {
        assertEquals(sent, address(written).uri().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "graph.microsoft.com",
                "//graph.microsoft.com",
                "http://graph.microsoft.com",
                "ftp://graph.microsoft.com",
                "javascript:alert(1)",
                "https://",
                "https://@graph.microsoft.com/",
                "https://user@graph.microsoft.com/",
                "https://graph.microsoft.com@evil.example.com/",
                "https://graph.microsoft.com\\@evil.example.com:1/",
                "https://graph.microsoft.com:444/",
                "https://graph.microsoft.com:x/",
                "https://graph.microsoft.com:-443/",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/metadata",
                "https://localhost/",
                "https://localhost./",
                "https://graph.microsoft.com../",
                "https://graph.microsoft.com%2eevil.com/",
                "https://graph%2emicrosoft.com/",
                "https://\uff47raph.microsoft.com/",
                "https://gr\u0430ph.microsoft.com/",
                "https://graph.microsoft.com\u3002evil.com/",
                "https://graph.micro\u00adsoft.com/",
                "https://graph microsoft.com/",
                "https://graph_x.microsoft.com/",
                "https://-graph.microsoft.com/",
                "https://.graph.microsoft.com/",
                "https://graph.microsoft.com\u0000.evil.com/"
            })
    void takesNoAddressThatIsNotPlain(String text) {
        if (text.contains("\\@evil")) {
            // A backslash ends the host: what follows it is a path.
            assertEquals("graph.microsoft.com", address(text).host());
            return;
        }
        assertInstanceOf(Addresses.Unusable.class, Address.parse(text), text);
    }

    @Test
    void takesNoEndlessHostOrAddress() {
        assertInstanceOf(Addresses.Unusable.class, Address.parse("https://" + "a.".repeat(5_000) + "com/"));
        assertInstanceOf(Addresses.Unusable.class, Address.parse("https://a.com/" + "a".repeat(70_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example.com/x, https://other.example.com/x",
        "//other.example.com/x, https://other.example.com/x",
        "\\\\other.example.com/x, https://other.example.com/x",
        "/x, https://graph.microsoft.com/x",
        "x/../y, https://graph.microsoft.com/v1.0/y",
        "?z=1, https://graph.microsoft.com/v1.0/me?z=1",
        "#f, https://graph.microsoft.com/v1.0/me?a=1"
    })
    void resolvesWhatAServiceLeavesOut(String given, String whole) {
        Address base = address("https://graph.microsoft.com/v1.0/me?a=1");
        assertEquals(whole, assertInstanceOf(Address.class, base.resolve(given)).text());
    }

    @Test
    void seesThroughControlCharactersInWhatAServiceGives() {
        Address base = address("https://graph.microsoft.com/v1.0/me");
        assertEquals(
                "other.example.com",
                assertInstanceOf(Address.class, base.resolve("/\t/other.example.com"))
                        .host());
        assertEquals(
                "other.example.com",
                assertInstanceOf(Address.class, base.resolve(" ht\ntps://other.example.com"))
                        .host());
    }

    @Test
    void readsAddressesAsNodeDoes(@TempDir Path folder) throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        List<String> written = generated(new Random(seed));
        JsonArray theirs = node(folder, written);
        int read = 0;
        for (int i = 0; i < written.size(); i++) {
            String text = written.get(i);
            JsonElement node = theirs.get(i);
            Addresses ours = Address.parse(text);
            String hint = "seed " + seed + ": " + text + " " + node + " " + ours;
            if (ours instanceof Address address) {
                read++;
                assertTrue(node.isJsonObject(), hint);
                String host = node.getAsJsonObject().get("host").getAsString();
                assertEquals(host.replaceFirst("\\.$", ""), address.host(), hint);
                assertEquals(
                        withoutDots(node.getAsJsonObject().get("path").getAsString()),
                        caretAsNode(address.path()),
                        hint);
                assertEquals(node.getAsJsonObject().get("search").getAsString(), bare(address.query()), hint);
                // What is sent is legal, and means the same.
                assertEquals(address.host(), address.uri().getHost(), hint);
            } else if (node.isJsonObject()) {
                assertTrue(isRefusedForAReason(text, node), hint);
            }
        }
        assertTrue(read > GENERATED / 3, "only " + read + " were read");
    }

    /** Node 20 overlooks some segments of dots that the standard takes out. */
    private static String withoutDots(String path) {
        boolean hasDots = ("/" + path + "/").matches("(?i).*/(?:\\.|%2e){1,2}/.*");
        return hasDots ? caretAsNode(address("https://a.com" + path).path()) : path;
    }

    /** Older versions of Node leave it as it is in a path; it means the same. */
    private static String caretAsNode(String path) {
        return path.replace("%5E", "^");
    }

    /** Node shows no lone question mark. */
    private static String bare(String query) {
        return query.equals("?") ? "" : query;
    }

    private static boolean isRefusedForAReason(String text, JsonElement node) {
        // Node makes plain letters of others in a host; here they have to be plain already.
        boolean isPlain = text.replaceFirst("(?s)^\\s*[A-Za-z]+:[/\\\\]*([^/\\\\?#]*).*", "$1")
                .matches("[!-~&&[^%]]*");
        var url = node.getAsJsonObject();
        String host = url.get("host").getAsString();
        return !isPlain
                || !url.get("protocol").getAsString().equals("https:")
                || !url.get("user").getAsString().isEmpty()
                || !url.get("password").getAsString().isEmpty()
                || !url.get("port").getAsString().isEmpty()
                || !host.matches("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\\.?");
    }

    private static JsonArray node(Path folder, List<String> written) throws IOException, InterruptedException {
        Path in = folder.resolve("in.json");
        Path out = folder.resolve("out.json");
        Files.writeString(in, escaped(new Gson().toJson(written)));
        Process process = new ProcessBuilder("node", "-e", NODE)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, process.waitFor());
        return JsonParser.parseString(Files.readString(out, StandardCharsets.UTF_8))
                .getAsJsonArray();
    }

    /** Halves of characters cannot be written to a file as they are. */
    private static String escaped(String json) {
        StringBuilder out = new StringBuilder();
        json.chars().forEach(c -> out.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return out.toString();
    }

    private static List<String> generated(Random random) {
        String[] begins = {
            "https://", "https:/", "https:", "HTTPS://", " https://", "https:\\\\", "https:///", "http://"
        };
        String[] hosts = {
            "graph.microsoft.com",
            "contoso.sharepoint.com",
            "CONTOSO-my.SharePoint.com",
            "contoso.sharepoint.com.",
            "contoso.sharepoint.com:443",
            "contoso.sharepoint.com:0443",
            "contoso.sharepoint.com:8443",
            "a@b.com",
            "127.1",
            "x",
            "gr%61ph.microsoft.com",
            "contoso.sharepoint.com:",
            "a..b.com",
            "\u00fc.com"
        };
        String[] pieces = {
            "/",
            "//",
            "\\",
            ".",
            "..",
            "/../",
            "/./",
            "%2e",
            "%2E%2e",
            "?",
            "#",
            "&",
            "=",
            "'",
            "\"",
            "(",
            ")",
            "{",
            "}",
            "|",
            "^",
            "`",
            "[",
            "]",
            "<",
            ">",
            " ",
            "\t",
            "\n",
            "%",
            "%2",
            "%zz",
            "%41",
            "\u00fc",
            "\ud83d\ude00",
            "\ud800",
            "\u007f",
            "\u0001",
            "_api/web/lists/getByTitle('",
            "sites",
            "$filter=a eq 'b'",
            "@v",
            ":",
            ";",
            ",",
            "+",
            "~",
            "!",
            "*",
            "\u00a0",
            "\u2028",
            "a",
            "B",
            "0"
        };
        List<String> all = new ArrayList<>();
        while (all.size() < GENERATED) {
            boolean isPlain = random.nextInt(3) > 0;
            StringBuilder one = new StringBuilder(isPlain ? begins[0] : begins[random.nextInt(begins.length)]);
            one.append(hosts[isPlain ? random.nextInt(3) : random.nextInt(hosts.length)]);
            one.append(isPlain ? "/" : "");
            for (int i = random.nextInt(14); i > 0; i--) {
                one.append(pieces[random.nextInt(pieces.length)]);
            }
            all.add(one.toString());
        }
        return all;
    }
}
