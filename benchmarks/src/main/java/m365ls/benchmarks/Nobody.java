package m365ls.benchmarks;

import java.net.URI;
import java.util.Optional;
import m365ls.session.Prompter;
import m365ls.session.Secret;

/** There is nobody to be asked. */
public final class Nobody implements Prompter {
    @Override
    public void showDeviceCode(DeviceCodePrompt prompt) {}

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
