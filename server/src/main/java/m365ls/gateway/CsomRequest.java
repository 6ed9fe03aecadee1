package m365ls.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks into a request of SharePoint's client object model (MS-CSOM): what it does is in its XML. Methods are
 * run wherever they stand, among the actions and among the paths of objects.
 */
final class CsomRequest {

    /** Elements that name what is worked on or what is asked for, and change nothing. */
    private static final Set<String> NEUTRAL = Set.of(
            "request",
            "actions",
            "objectpaths",
            "objectpath",
            "objectidentityquery",
            "query",
            "selectproperties",
            "property",
            "properties",
            "childitemquery",
            "childitemproperties",
            "queryableexpression",
            "where",
            "orderby",
            "orderbydescending",
            "thenby",
            "thenbydescending",
            "take",
            "oftype",
            "test",
            "parameters",
            "parameter",
            "body",
            "expressionproperty",
            "expressionparameter",
            "expressionconstant",
            "expressionmethod",
            "expressiontypeis",
            "expressionconvert",
            "staticproperty",
            "identity",
            "object",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "and",
            "or",
            "not",
            "exceptionhandlingscope",
            "exceptionhandlingscopesimple",
            "tryscope",
            "catchscope",
            "finallyscope",
            "conditionalscope",
            "iftruescope",
            "iffalsescope");

    /** Elements that run something, named by their attribute {@code Name}; a constructor makes a value of the client's. */
    private static final Set<String> RUNNING = Set.of("method", "staticmethod");

    /** Methods that only read, reviewed one by one against the documentation of SharePoint's client object model. */
    private static final Set<String> READING = Set.of(
            "getallwebs",
            "getbyid",
            "getbyinternalnameortitle",
            "getbyname",
            "getbyobjectid",
            "getbytitle",
            "getbyurl",
            "getcatalog",
            "getchanges",
            "getcontext",
            "getdefaultkeywordstermstore",
            "getdefaultsitecollectiontermstore",
            "getdeletedsiteproperties",
            "getdeletedsitepropertiesbyurl",
            "getdeletedsitepropertiesfromsharepoint",
            "geteffectivebasepermissions",
            "getexternalusers",
            "getexternalusersforsite",
            "getfilebyserverrelativepath",
            "getfilebyserverrelativeurl",
            "getfolderbyserverrelativepath",
            "getfolderbyserverrelativeurl",
            "gethubsitepropertiesbyid",
            "gethubsitepropertiesbyurl",
            "getitembyid",
            "getitems",
            "getknowledgehubsite",
            "getlist",
            "getlistbytitle",
            "getorgassets",
            "getorgnewssites",
            "getsitebyurl",
            "getsitepropertiesbyurl",
            "getsitepropertiesfromsharepoint",
            "getsitepropertiesfromsharepointbyfilters",
            "getspocontainertypes",
            "gettaxonomysession",
            "gettenantcdnenabled",
            "gettenantcdnorigins",
            "gettenantcdnpolicies",
            "gettenanttheme",
            "getalltenantthemes",
            "getterm",
            "getterms",
            "gettermset",
            "gettermsets",
            "gettermsetsbyname",
            "getwebtemplates",
            "isrecord",
            "openweb",
            "openwebbyid");

    /**
     * Types of which a constructor makes what a method is to look for, so that setting their properties changes nothing:
     * {@code LabelMatchInformation} of the taxonomy.
     */
    private static final Set<String> QUESTIONS = Set.of("{61a1d689-2744-4ea3-a88b-c95bee9803aa}");

    private CsomRequest() {}

    /** Why a request changes something, in a sentence; empty if it does not. */
    static Optional<String> whyItWrites(byte[] xml) {
        Reader reader = new Reader();
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newSAXParser().parse(new ByteArrayInputStream(xml), reader);
        } catch (SAXException | IOException e) {
            return Optional.of("Its XML cannot be read, so it cannot be told what it does.");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser has no secure processing", e);
        }
        return reader.why();
    }

    private static final class Reader extends DefaultHandler {

        /** Deeper than any request: a parser's stack is finite. */
        private static final int DEEPEST = 200;

        private final Deque<String> open = new ArrayDeque<>();
        private Optional<String> why = Optional.empty();
        /** What properties are set of, by its id; the name of one of them. */
        private final Map<String, String> set = new HashMap<>();
        /** Ids of values that only say what is looked for. */
        private final Set<String> questions = new HashSet<>();
        /** Ids of all other objects: an id that two have is no question. */
        private final Set<String> others = new HashSet<>();

        Optional<String> why() {
            return why.or(() -> set.entrySet().stream()
                    .filter(each -> !questions.contains(each.getKey()) || others.contains(each.getKey()))
                    .map(each -> "It sets the property " + shown(each.getValue()) + ".")
                    .findFirst());
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            String element = localName.toLowerCase(Locale.ROOT);
            if (open.size() >= DEEPEST) {
                throw new SAXException("too deep");
            }
            // Values that are handed over may be of any shape; nothing in them is run.
            boolean isValue = open.contains("parameter") || open.contains("constructor");
            open.push(element);
            if (why.isPresent() || isValue) {
                return;
            }
            if (open.contains("objectpaths")) {
                String type = String.valueOf(attributes.getValue("TypeId")).toLowerCase(Locale.ROOT);
                boolean isQuestion = element.equals("constructor") && QUESTIONS.contains(type);
                (isQuestion ? questions : others).add(String.valueOf(attributes.getValue("Id")));
            }
            if (element.equals("constructor")) {
                return;
            }
            if (RUNNING.contains(element)) {
                String method = String.valueOf(attributes.getValue("Name"));
                if (!READING.contains(method.toLowerCase(Locale.ROOT))) {
                    why = Optional.of("It runs the method " + shown(method) + ", which is not known to only read.");
                }
            } else if (element.equals("setproperty")) {
                set.put(
                        String.valueOf(attributes.getValue("ObjectPathId")),
                        String.valueOf(attributes.getValue("Name")));
            } else if (!NEUTRAL.contains(element)) {
                why = Optional.of("It holds the element " + shown(localName) + ", which is not known to only read.");
            }
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            open.pop();
        }

        private static String shown(String name) {
            return name.length() > 100 ? name.substring(0, 100) : name;
        }
    }
}
