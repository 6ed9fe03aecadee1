package m365ls.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import m365ls.http.HttpStreams;
import m365ls.log.Log;
import m365ls.log.Redaction;
import m365ls.session.Places;
import m365ls.session.Resource;
import m365ls.session.Tokens;

/** Sends to the services of Microsoft 365, with the tokens of a session. */
public final class ServiceGateway implements Gateway {

    private static final Log LOG = new Log("m365ls.gateway");

    static final String ENDED = "The run has ended, so nothing more is sent.";

    /** Bytes of a body that are kept to be sent again, or to be looked at. */
    private static final int KEPT = 4 * 1024 * 1024;

    /** Characters of a write's body that are shown. */
    private static final int SHOWN = 64 * 1024;

    /** Headers that belong to a connection or are made here, or with which the CLI speaks to itself. */
    private static final Set<String> NOT_THE_CALLERS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-anonymous",
            "x-resource");

    private final Hosts hosts;
    private final Line line;

    /**
     * @param tokens of the session
     * @param places finds what belongs to a tenant
     * @param http the line to the services
     */
    public ServiceGateway(Tokens tokens, Places places, HttpStreams http) {
        this(tokens, places, http, Time.REAL, new Random()::nextDouble);
    }

    /** @param chance between 0 and 1 */
    ServiceGateway(Tokens tokens, Places places, HttpStreams http, Time time, DoubleSupplier chance) {
        this.hosts = new Hosts(places, new Realms(http));
        this.line = new Line(tokens, http, new Lanes(), new Pace(), time, chance);
    }

    @Override
    public Reply send(Permit permit, Ask ask) throws InterruptedException {
        try {
            return sent(permit, ask);
        } finally {
            if (ask.content() instanceof Content.Stream stream) {
                close(stream.bytes());
            }
        }
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            LOG.debug("What was sent could not be closed.");
        }
    }

    private Reply sent(Permit permit, Ask ask) throws InterruptedException {
        if (!permit.isInForce()) {
            return new Reply.Refused(ENDED);
        }
        Addresses read = Address.parse(ask.address());
        if (read instanceof Addresses.Unusable unusable) {
            return new Reply.Refused(unusable.reason());
        }
        Address address = (Address) read;
        Destination belongs = hosts.of(permit.connection(), address);
        Destination destination =
                belongs instanceof Destination.Other && permit.handedOut().has(address)
                        ? new Destination.Open()
                        : belongs;
        if (destination instanceof Destination.Unclear unclear) {
            return new Reply.NoToken(unclear.needs());
        }
        Optional<String> mismatch = mismatch(permit, ask, address, destination);
        if (mismatch.isPresent()) {
            return new Reply.Refused(mismatch.get());
        }
        Map<String, String> headers = headers(ask);
        Content content;
        try {
            content = kept(ask.content());
        } catch (IOException e) {
            return new Reply.Failed("What was to be sent could not be read.", false, "");
        }
        Optional<String> why = WriteRules.why(ask.method(), address, headers, bytes(content));
        if (why.isPresent() && permit.extent() != Permit.Extent.WRITE) {
            Write write = new Write(ask.method(), Told.address(address), shown(content), why.get());
            permit.hold(write);
            return new Reply.Held(write);
        }
        Optional<String> unwanted = unwanted(permit, address, destination, headers);
        if (unwanted.isPresent()) {
            return new Reply.Refused(unwanted.get());
        }
        boolean withToken = !ask.anonymous() && !headers.containsKey("authorization");
        Optional<Resource> resource = withToken && destination instanceof Destination.Own own
                ? Optional.of(own.resource())
                : Optional.empty();
        Checked checked = new Checked(ask.method(), address, destination, resource, headers, content, why.isPresent());
        return new Exchange(line, hosts, permit, checked).run();
    }

    /** Why the resource that the command names is not that of the address. */
    private Optional<String> mismatch(Permit permit, Ask ask, Address address, Destination destination)
            throws InterruptedException {
        String named = ask.resource();
        if (named.isBlank() || ask.anonymous() || permit.connection().isEmpty()) {
            return Optional.empty();
        }
        Addresses read = Address.parse(named);
        if (destination instanceof Destination.Own own) {
            boolean isSame = bare(named).equals(bare(own.resource().address()))
                    || (read instanceof Address where
                            && hosts.of(permit.connection(), where) instanceof Destination.Own other
                            && other.resource().equals(own.resource()));
            return isSame
                    ? Optional.empty()
                    : Optional.of("The request goes to " + address.host() + ", which belongs to "
                            + own.resource().address() + ", and names another resource for its token.");
        }
        // The CLI takes an address's own origin for the resource if none is named.
        boolean isItself = read instanceof Address where && where.host().equals(address.host());
        return isItself
                ? Optional.empty()
                : Optional.of("The request goes to " + address.host()
                        + ", and names a resource whose token must not be sent there.");
    }

    private static String bare(String resource) {
        return resource.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }

    /** By name in small letters, without those that are not the caller's to give. */
    private static Map<String, String> headers(Ask ask) {
        Map<String, String> headers = new HashMap<>();
        ask.headers().forEach((name, value) -> {
            String small = name.strip().toLowerCase(Locale.ROOT);
            if (!NOT_THE_CALLERS.contains(small)) {
                headers.put(small, value);
            }
        });
        return headers;
    }

    /** Why a request that may go out by itself is not wanted by the user. */
    private static Optional<String> unwanted(
            Permit permit, Address address, Destination destination, Map<String, String> headers)
            throws InterruptedException {
        String host = address.host();
        if (destination instanceof Destination.Other && !permit.answers().mayCall(host)) {
            return Optional.of(
                    host + " is none of the hosts of this tenant and of Microsoft 365, and nobody has allowed it"
                            + " to be called.");
        }
        if (headers.containsKey("authorization") && !permit.answers().maySendAuthorization(host)) {
            return Optional.of(
                    "An Authorization header was given by hand, and nobody has allowed it to be sent to " + host + ".");
        }
        return Optional.empty();
    }

    /** Content in memory if it is small. */
    private static Content kept(Content content) throws IOException {
        if (!(content instanceof Content.Stream stream) || stream.length() > KEPT) {
            return content;
        }
        byte[] begin = stream.bytes().readNBytes(KEPT + 1);
        return begin.length <= KEPT
                ? new Content.Bytes(begin)
                : new Content.Stream(
                        stream.length(), new SequenceInputStream(new ByteArrayInputStream(begin), stream.bytes()));
    }

    private static Optional<byte[]> bytes(Content content) {
        if (content instanceof Content.Bytes bytes) {
            return Optional.of(bytes.bytes());
        }
        return content instanceof Content.None ? Optional.of(new byte[0]) : Optional.empty();
    }

    private static String shown(Content content) {
        Optional<byte[]> bytes = bytes(content);
        if (bytes.isEmpty()) {
            return "A stream of bytes would be sent.";
        }
        String text = new String(bytes.get(), StandardCharsets.UTF_8);
        if (text.indexOf('\u0000') >= 0 || text.indexOf('\ufffd') >= 0) {
            return bytes.get().length + " bytes that are no text would be sent.";
        }
        String redacted = Redaction.of(text);
        return redacted.length() > SHOWN ? redacted.substring(0, SHOWN) : redacted;
    }

    /** What all exchanges share. */
    record Line(Tokens tokens, HttpStreams http, Lanes lanes, Pace pace, Time time, DoubleSupplier chance) {}

    /**
     * A request that may go out.
     *
     * @param resource whose token is sent; empty for none
     * @param headers by name in small letters
     * @param writes whether it changes something
     */
    record Checked(
            String method,
            Address address,
            Destination destination,
            Optional<Resource> resource,
            Map<String, String> headers,
            Content content,
            boolean writes) {
        Checked {
            headers = Map.copyOf(headers);
        }
    }
}
