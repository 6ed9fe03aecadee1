package m365ls.cli.session;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import m365ls.session.Cloud;
import m365ls.session.Prompter;
import m365ls.session.Secret;

/** Asks the user in the terminal. What is shown goes beside the output. */
final class TerminalPrompter implements Prompter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Workplace place;
    private final Cloud cloud;

    /** @param cloud only pages of its sign-in host are opened */
    TerminalPrompter(Workplace place, Cloud cloud) {
        this.place = place;
        this.cloud = cloud;
    }

    @Override
    public void showDeviceCode(DeviceCodePrompt prompt) {
        long minutes = Math.max(
                1, Duration.between(place.clock().instant(), prompt.expires()).toMinutes());
        place.console().show("Open this page on any device and enter the code:");
        place.console().show("");
        place.console().show("  " + prompt.address());
        place.console().show("  " + prompt.code());
        place.console().show("");
        place.console()
                .show("The code is good for " + minutes + (minutes == 1 ? " minute" : " minutes") + ", until "
                        + TIME.format(prompt.expires().atZone(ZoneId.systemDefault()))
                        + ". Ctrl+C gives up. Enter it only if it was you who started this sign-in.");
    }

    @Override
    public void endDeviceCode() {
        // A terminal keeps what it has shown; what comes of the sign-in is printed next.
    }

    @Override
    public boolean openAddress(URI address) {
        boolean known = "https".equals(address.getScheme())
                && cloud.loginHost().equalsIgnoreCase(address.getHost())
                && address.getUserInfo() == null
                && address.getPort() < 0;
        if (!known) {
            return false;
        }
        Optional<BrowserProgram> program = BrowserProgram.find(place.machine());
        if (program.isEmpty()) {
            place.console().tell("There is no browser here. Sign in with --authType deviceCode.");
            return false;
        }
        place.console()
                .show(
                        "Sign in on the page that opens in your browser. If none does, open it yourself on this machine:");
        place.console().show("");
        place.console().show("  " + address);
        place.console().show("");
        place.console().show("It is awaited for two minutes. Ctrl+C gives up.");
        return program.get().open(address);
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) {
        return place.terminal().get().flatMap(terminal -> terminal.askSecret(upperFirst(question.what()) + ":"));
    }

    private static String upperFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
