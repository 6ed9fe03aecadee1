package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteRulesTest {

    private static final String SITE = "https://contoso.sharepoint.com/sites/x";
    private static final String CSOM = SITE + "/_vti_bin/client.svc/ProcessQuery";

    private static Optional<String> why(String method, String address, Map<String, String> headers, String body) {
        Address read = assertInstanceOf(Address.class, Address.parse(address));
        return WriteRules.why(method, read, headers, Optional.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean writes(String method, String address, String body) {
        return why(method, address, Map.of(), body).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,false",
        "HEAD,false",
        "OPTIONS,false",
        "POST,true",
        "PUT,true",
        "PATCH,true",
        "DELETE,true",
        "MERGE,true",
        "PROPFIND,true",
        "get,true"
    })
    void methodsThatAreNotKnownToReadWrite(String method, boolean writes) {
        assertEquals(writes, writes(method, "https://graph.microsoft.com/v1.0/users", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "/_api/contextinfo",
                SITE + "/_api/ContextInfo/",
                SITE + "/_api/web/lists/getByTitle('a%2Fb')/RenderListDataAsStream",
                SITE + "/_api/web/lists/getByTitle('a (b)')/GetItems",
                SITE + "/_api/web/lists(guid'x')/GetItems(query=@v1)?@v1={}",
                SITE + "/_api/web/lists/getbytitle('x')/items(1)/GetSharingInformation?$select=a",
                "https://contoso.sharepoint.com/_api/search/postquery",
                "https://contoso-admin.sharepoint.com/_api/SPO.Tenant/GetSiteAdministrators?siteId='1'",
                "https://contoso.sharepoint.com/_api/Microsoft.Sharepoint.Utilities.WebTemplateExtensions.SiteScriptUtility"
                        + ".GetSiteDesigns",
                SITE
                        + "/_api/Microsoft_SharePoint_Utilities_WebTemplateExtensions_SiteScriptUtility_GetSiteScriptFromList",
                "https://graph.microsoft.com/v1.0/directoryObjects/getAvailableExtensionProperties",
                "https://graph.microsoft.com/beta/users/1/getMemberGroups",
                "https://graph.microsoft.com/v1.0/me/checkMemberObjects",
                "https://graph.microsoft.com/v1.0/groups/1/microsoft.graph.checkMemberGroups",
                "https://graph.microsoft.com/v1.0/search/query",
                "https://graph.microsoft.us/v1.0/search/query",
                "https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/listtenantsettings?api-version=1",
                "https://scriptcheck-weu-fn.azurewebsites.net/api/v2/script-check"
            })
    void postsOfTheReviewedListOnlyRead(String address) {
        assertEquals(Optional.empty(), why("POST", address, Map.of(), "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "/_api/web/lists",
                SITE + "/_api/web/ensureuser",
                SITE + "/_api/web/contextinfo",
                SITE + "/_api/contextinfo/delete",
                SITE + "/_api/web/lists/getByTitle('/GetItems')",
                SITE + "/_api/web/lists/getByTitle('a')/items(1)/recycle()",
                SITE + "/_api/navigation/SaveMenuState",
                SITE + "/_vti_bin/sites.asmx",
                "https://contoso.sharepoint.com/_api/Microsoft.Sharepoint.Utilities.WebTemplateExtensions.SiteScriptUtility"
                        + ".ApplySiteDesign",
                "https://graph.microsoft.com/v1.0/me/sendMail",
                "https://graph.microsoft.com/v1.0/users/validatePassword/x",
                "https://graph.microsoft.com/v1.0/users/search/query",
                "https://api.bap.microsoft.com/v1.0/search/query",
                "https://manage.office.com/api/v1.0/1/activity/feed/subscriptions/start?contentType=Audit.General",
                "https://hooks.example.com/_api/x",
                "https://graph.example.com/v2/search/query"
            })
    void everyOtherPostWrites(String address) {
        assertTrue(writes("POST", address, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-http-method", "x-http-method-override", "x-method-override"})
    void aMethodThatIsMeantInsteadCounts(String header) {
        String contextInfo = SITE + "/_api/contextinfo";
        assertTrue(why("POST", contextInfo, Map.of(header, "delete"), "").isPresent());
        assertTrue(why("GET", contextInfo, Map.of(header, "MERGE"), "").isPresent());
        assertFalse(why("POST", contextInfo, Map.of(header, "GET"), "").isPresent());
    }

    private static String csom(String actions, String paths) {
        return "<Request AddExpandoFieldTypeSuffix=\"true\" xmlns=\"http://schemas.microsoft.com/sharepoint/clientquery/2009\">"
                + "<Actions>" + actions + "</Actions><ObjectPaths>" + paths + "</ObjectPaths></Request>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Method Id=\"1\" ParentId=\"2\" Name=\"GetTenantTheme\"><Parameters><Parameter Type=\"String\">x</Parameter>"
                        + "</Parameters></Method>",
                "<StaticMethod Id=\"1\" Name=\"GetTaxonomySession\" TypeId=\"{1}\" />",
                "<Property Id=\"1\" ParentId=\"2\" Name=\"Web\" /><Constructor Id=\"3\" TypeId=\"{1}\" />"
                        + "<Identity Id=\"4\" Name=\"a|b:site:1\" />",
                "<Method Id=\"1\" ParentId=\"2\" Name=\"GetSitePropertiesFromSharePointByFilters\"><Parameters>"
                        + "<Parameter TypeId=\"{1}\"><Property Name=\"Filter\" Type=\"String\">DeleteObject</Property>"
                        + "<Method Name=\"DeleteObject\" /></Parameter></Parameters></Method>"
            })
    void csomThatAsksOnlyReads(String paths) {
        assertEquals(
                Optional.empty(),
                why(
                        "POST",
                        CSOM,
                        Map.of(),
                        csom(
                                "<ObjectPath Id=\"1\" ObjectPathId=\"2\" /><Query Id=\"3\" ObjectPathId=\"2\"><Query"
                                        + " SelectAllProperties=\"true\"><Properties /></Query></Query>"
                                        + "<ObjectIdentityQuery Id=\"4\" ObjectPathId=\"2\" />",
                                paths)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Method Id=\"1\" ParentId=\"2\" Name=\"DeleteObject\" />",
                "<Method Id=\"1\" ParentId=\"2\" Name=\"GetOrCreateSomething\" />",
                "<method Id=\"1\" ParentId=\"2\" Name=\"DeleteObject\" />",
                "<x:Method xmlns:x=\"urn:x\" Id=\"1\" ParentId=\"2\" Name=\"DeleteObject\" />",
                "<Method Id=\"1\" ParentId=\"2\" />",
                "<StaticMethod Id=\"1\" Name=\"CreateSite\" />",
                "<SetProperty Id=\"1\" ObjectPathId=\"2\" Name=\"Title\"><Parameter Type=\"String\">x</Parameter></SetProperty>",
                "<SetStaticProperty Id=\"1\" Name=\"Title\" />",
                "<Unheard Id=\"1\" />",
                "<ConditionalScope><IfTrueScope><Method Name=\"DeleteObject\" /></IfTrueScope></ConditionalScope>",
                "<Method Id=\"1\" Name=\"GetTenantTheme\"><Method Name=\"DeleteObject\" /></Method>",
                "<Method Id=\"1\" Name=\"G&#101;tX&#46;\" />"
            })
    void csomThatMayChangeSomethingWrites(String action) {
        assertTrue(writes("POST", CSOM, csom(action, "")));
        assertTrue(writes("POST", CSOM, csom("", action)));
    }

    @Test
    void propertiesOfWhatIsLookedForMayBeSet() {
        String set = "<SetProperty Id=\"1\" ObjectPathId=\"24\" Name=\"TrimUnavailable\"><Parameter"
                + " Type=\"Boolean\">true</Parameter></SetProperty>";
        String labels = "<Constructor Id=\"24\" TypeId=\"{61a1d689-2744-4ea3-a88b-c95bee9803aa}\" />";
        assertFalse(writes("POST", CSOM, csom(set, labels)));
        assertTrue(writes("POST", CSOM, csom(set, "")));
        assertTrue(writes("POST", CSOM, csom(set, "<Constructor Id=\"24\" TypeId=\"{1}\" />")));
        assertTrue(writes("POST", CSOM, csom(set, labels + "<Property Id=\"24\" ParentId=\"1\" Name=\"Web\" />")));
        assertTrue(writes("POST", CSOM, csom(set.replace("\"24\"", "\"25\""), labels)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<Request>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Request>&e;</Request>",
                "<!DOCTYPE r SYSTEM \"https://evil.example.com/x.dtd\"><Request/>",
                "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><Request>&c;</Request>"
            })
    void csomThatCannotBeReadWrites(String body) {
        assertTrue(writes("POST", CSOM, body));
    }

    @Test
    @Timeout(20)
    void csomOfAnyDepthIsReadInBoundedSpace() {
        assertTrue(writes("POST", CSOM, "<Request>".repeat(100_000)));
        assertTrue(writes("POST", CSOM, csom("<Query>".repeat(100_000), "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"requests\":[{\"id\":1,\"method\":\"GET\",\"url\":\"/users/1?$select=id\"}]}!false",
                "{\"requests\":[{\"id\":1,\"method\":\"GET\",\"url\":\"/a\"},{\"id\":2,\"method\":\"post\",\"url\":\"/users/1/getMemberGroups\","
                        + "\"body\":{}}]}!false",
                "{\"requests\":[{\"id\":1,\"method\":\"GET\",\"url\":\"/a\"},{\"id\":2,\"method\":\"DELETE\",\"url\":\"/b\"}]}!true",
                "{\"requests\":[{\"id\":1,\"method\":\"GET\",\"url\":\"/a\",\"headers\":{\"X-HTTP-Method\":\"DELETE\"}}]}!true",
                "{\"requests\":[{\"id\":1,\"url\":\"/a\"}]}!true",
                "{\"requests\":[]}!true",
                "{\"requests\":{}}!true",
                "{\"requests\":[1]}!true",
                "{\"requests\":[{\"method\":null,\"url\":[]}]}!true",
                "{\"requests\":[{\"method\":\"GET\",\"url\":\"http://x\"}]}!false",
                "{\"requests\":[{\"id\":1,\"method\":\"POST\",\"url\":\"/$batch\",\"body\":{\"requests\":[{\"method\":\"DELETE\",\"url\":\"/a\"}]}}]}!true",
                "{!true",
                "[]!true",
            })
    void aBatchOfGraphWritesIfOneOfItsPartsDoes(String body, boolean writes) {
        assertEquals(writes, writes("POST", "https://graph.microsoft.com/v1.0/$batch", body));
    }

    private static String part(String line, String more) {
        return "--batch_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" + line
                + "\r\n" + more + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "GET " + SITE + "/_api/web HTTP/1.1!Accept: application/json!false",
                "POST " + SITE + "/_api/contextinfo HTTP/1.1!Accept: application/json!false",
                "POST " + SITE + "/_api/web/lists HTTP/1.1!Accept: application/json!true",
                "DELETE " + SITE + "/_api/web HTTP/1.1!Accept: application/json!true",
                "GET " + SITE + "/_api/web HTTP/1.1!X-HTTP-Method: DELETE!true",
                "GET " + SITE + "/_api/web HTTP/1.1!Content-Type: multipart/mixed; boundary=x!true",
                "GET /_api/web!Accept: x!true",
                "GET http://x/ HTTP/1.1!Accept: x!true"
            })
    void aBatchOfSharePointWritesIfOneOfItsPartsDoes(String line, String header, boolean writes) {
        String good = part("GET " + SITE + "/_api/web HTTP/1.1", "Accept: application/json");
        assertEquals(writes, writes("POST", SITE + "/_api/$batch", good + part(line, header) + "--batch_1--"));
    }

    @Test
    void aBatchWithoutPartsWrites() {
        assertTrue(writes("POST", SITE + "/_api/$batch", "--batch_1--"));
    }

    @Test
    void whatWasNotLookedAtWrites() {
        for (String address : new String[] {CSOM, SITE + "/_api/$batch"}) {
            Address read = assertInstanceOf(Address.class, Address.parse(address));
            assertTrue(WriteRules.why("POST", read, Map.of(), Optional.empty()).isPresent());
        }
    }
}
