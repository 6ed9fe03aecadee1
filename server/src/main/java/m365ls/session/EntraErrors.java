package m365ls.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the refusals of Entra ID mean to a user. Numbers are those of Microsoft's page "Microsoft Entra authentication and
 * authorization error codes"; words are those of RFC 6749 and RFC 8628.
 */
final class EntraErrors {

    /** What a refusal asks for, and a sentence or two that tell the user why and what to do. */
    record Meaning(Need need, String sentence) {}

    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,7})");

    private static final Map<Integer, Meaning> BY_NUMBER = numbers();

    private static final Map<String, Meaning> BY_WORD = Map.ofEntries(
            Map.entry("interaction_required", signIn("Entra ID wants you to sign in again.")),
            Map.entry("login_required", signIn("Entra ID wants you to sign in again.")),
            Map.entry("invalid_grant", signIn("Your sign-in is no longer accepted. Sign in again.")),
            Map.entry("expired_token", signIn("The code was not used in time. Sign in again to get a new one.")),
            Map.entry("code_expired", signIn("The code was not used in time. Sign in again to get a new one.")),
            Map.entry("bad_verification_code", signIn("The code is no longer known. Sign in again to get a new one.")),
            Map.entry(
                    "consent_required",
                    new Meaning(
                            Need.CONSENT,
                            "The application needs consent to permissions. Sign in again and consent,"
                                    + " or ask an administrator to.")),
            Map.entry("access_denied", new Meaning(Need.DENIED, "The sign-in was declined.")),
            Map.entry("authorization_declined", new Meaning(Need.DENIED, "The sign-in was declined.")),
            Map.entry("temporarily_unavailable", later()),
            Map.entry("server_error", later()),
            Map.entry("unauthorized_client", check("The application may not sign in this way.")),
            Map.entry("invalid_client", check("The application's credentials were not accepted.")),
            Map.entry("invalid_resource", check("The service is not known in this tenant.")),
            Map.entry("invalid_scope", check("The service does not know what was asked for.")),
            Map.entry("invalid_request", check("Entra ID did not understand the request.")),
            Map.entry("unsupported_grant_type", check("This way to sign in is not supported.")));

    private EntraErrors() {}

    private static Map<Integer, Meaning> numbers() {
        Map<Integer, Meaning> all = new HashMap<>();
        put(
                all,
                Need.CONSENT,
                "Nobody has consented to what the application asks for. Sign in again and consent, or"
                        + " ask an administrator to consent for everyone.",
                65001,
                90094,
                90095);
        put(all, Need.DENIED, "The consent was declined.", 65004);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application is one of Microsoft's and may not use this service. Use an"
                        + " application of your own: set its id.",
                65002);
        put(
                all,
                Need.CHECK_APPLICATION,
                "There is no application of this id in the tenant. Check the application id" + " and the tenant.",
                700016);
        put(all, Need.CHECK_APPLICATION, "The application is disabled. Ask an administrator to enable it.", 7000112);
        put(
                all,
                Need.CHECK_APPLICATION,
                "There is no such tenant. Check the tenant's id or domain, and the cloud.",
                90002,
                900023,
                50059);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application belongs to one tenant. Set that tenant instead of a word for" + " several.",
                50194,
                700038);
        put(
                all,
                Need.CHECK_APPLICATION,
                "A password can be used only with the tenant's name or \"organizations\". Set" + " the tenant.",
                9001023);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application's secret is wrong. Check that it is the secret's value, not" + " its id.",
                7000215);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application's secret has expired. Make a new one in the application's" + " registration.",
                7000222);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application does not allow public client flows. Switch \"Allow public"
                        + " client flows\" on in its registration, under Authentication.",
                7000218);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The certificate is not registered with the application, or has expired."
                        + " Upload it in the application's registration.",
                700027);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The assertion of the certificate or job is not of this time. Check this machine's clock, then try again.",
                700024);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The application trusts no identity like this job's. Add a federated"
                        + " credential for its repository or service connection.",
                700213,
                700211,
                70021);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The address that the sign-in leads back to is not registered. Add"
                        + " http://localhost under \"Mobile and desktop applications\" in the application's registration.",
                50011,
                500113);
        put(
                all,
                Need.CHECK_APPLICATION,
                "The service is not known in this tenant. Perhaps it is not licensed.",
                500011,
                650052);
        put(all, Need.SIGN_IN, "The sign-in has ended, since it was not used for too long. Sign in again.", 700082);
        put(
                all,
                Need.SIGN_IN,
                "The sign-in has ended, since your organisation asks for it from time to time. Sign in" + " again.",
                70043,
                50078);
        put(all, Need.SIGN_IN, "The sign-in was revoked, perhaps by a new password. Sign in again.", 50173, 50133);
        put(all, Need.SIGN_IN, "The sign-in has expired. Sign in again.", 70008, 70000, 700084, 54005);
        put(all, Need.SIGN_IN, "The code was not used in time. Sign in again to get a new one.", 70020, 70018);
        put(
                all,
                Need.SIGN_IN,
                "Your organisation asks for a second factor. Sign in again, with a device code or in the" + " browser.",
                50076,
                50079,
                50074,
                50072);
        put(all, Need.SIGN_IN, "The password has expired. Change it, then sign in again.", 50055);
        put(all, Need.SIGN_IN, "The user name or password is wrong.", 50126, 50034, 50056);
        put(
                all,
                Need.DENIED,
                "A conditional access policy does not allow this sign-in. It may block device codes: try"
                        + " the browser. Otherwise ask an administrator.",
                53003);
        put(
                all,
                Need.DENIED,
                "Your organisation allows only managed devices. Device checks need a broker, which this"
                        + " server does not have; ask an administrator for an exception, or use an application's certificate.",
                53000,
                53001,
                53002,
                50097,
                50129,
                50005,
                53009);
        put(all, Need.DENIED, "The account is disabled. Ask an administrator.", 50057);
        put(all, Need.DENIED, "The account is locked after too many attempts. Wait, or reset the password.", 50053);
        put(all, Need.DENIED, "You are not assigned to the application. Ask an administrator to assign you.", 50105);
        put(
                all,
                Need.DENIED,
                "The account is not in this tenant. Use an account of the tenant, or set the account's" + " tenant.",
                50020,
                51004);
        put(all, Need.RETRY_LATER, later().sentence(), 90033, 90006, 50196);
        return Map.copyOf(all);
    }

    private static void put(Map<Integer, Meaning> all, Need need, String sentence, Integer... numbers) {
        for (int number : List.of(numbers)) {
            all.put(number, new Meaning(need, sentence));
        }
    }

    private static Meaning signIn(String sentence) {
        return new Meaning(Need.SIGN_IN, sentence);
    }

    private static Meaning check(String sentence) {
        return new Meaning(Need.CHECK_APPLICATION, sentence + " Check the application's registration.");
    }

    private static Meaning later() {
        return new Meaning(Need.RETRY_LATER, "Entra ID is busy. Try again in a moment.");
    }

    /** The first number behind {@code AADSTS} in a description. */
    static Optional<Integer> number(String description) {
        Matcher matcher = NUMBER.matcher(description);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /**
     * What a refusal means: by its number if that is known, else by the status, else by the word.
     *
     * @param status of HTTP; 0 if there was none
     * @param word {@code error} of OAuth
     * @param subError the finer word of Entra ID; empty if there was none
     * @param description {@code error_description}
     */
    static Meaning of(int status, String word, String subError, String description) {
        Optional<Meaning> known = number(description).map(BY_NUMBER::get);
        if (known.isPresent()) {
            return known.get();
        }
        if (status == 429 || status >= 500) {
            return later();
        }
        return switch (subError) {
            case "consent_required" -> BY_WORD.getOrDefault("consent_required", later());
            case "message_only" ->
                new Meaning(Need.DENIED, "Your organisation does not allow this sign-in. Ask an administrator.");
            default -> BY_WORD.getOrDefault(word, check("Entra ID refused the request."));
        };
    }
}
