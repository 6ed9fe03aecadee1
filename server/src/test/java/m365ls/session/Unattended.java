package m365ls.session;

import java.net.URI;
import java.util.Optional;

/** Nobody is there to answer, and a code is never asked for. */
public final class Unattended implements Prompter {

    @Override
    public void showDeviceCode(DeviceCodePrompt prompt) {
        throw new AssertionError("asked for a device code");
    }

    @Override
    public void endDeviceCode() {}

    @Override
    public boolean openAddress(URI address) {
        return false;
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) {
        return Optional.empty();
    }
}
