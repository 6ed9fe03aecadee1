package m365ls.session;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import m365ls.fixtures.tenant.StandInTenant;

/** A person before an editor: types codes, opens pages, answers questions, and remembers all of it. */
public class Person implements Prompter {
    private final StandInTenant tenant;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<DeviceCodePrompt> codes = new CopyOnWriteArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    /** @param tenant who signs in there */
    public Person(StandInTenant tenant) {
        this.tenant = tenant;
    }

    /** The next secret that the person will give. */
    Person knowing(String secret) {
        secrets.add(Secret.of(secret));
        return this;
    }

    /** What happened, in words. */
    List<String> log() {
        return List.copyOf(log);
    }

    List<DeviceCodePrompt> codes() {
        return List.copyOf(codes);
    }

    @Override
    public void showDeviceCode(DeviceCodePrompt prompt) {
        codes.add(prompt);
        log.add("code shown");
        tenant.approveDeviceCode(prompt.code());
    }

    @Override
    public void endDeviceCode() {
        log.add("code gone");
    }

    @Override
    public boolean openAddress(URI address) throws InterruptedException {
        log.add("opened " + address.getHost());
        try {
            return tenant.browser().open(address).statusCode() == 200;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) {
        log.add("asked for " + question.what());
        return secrets.isEmpty() ? Optional.empty() : Optional.of(secrets.remove(0));
    }
}
