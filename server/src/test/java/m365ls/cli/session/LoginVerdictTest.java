package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.feature.RealCli;
import m365ls.feature.RealCli.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The real CLI as the judge of which options go together, where nobody can be asked and nothing is set. Left out is what
 * is different on purpose: an empty {@code --appId} or {@code --cloud}, values that begin with a hyphen, {@code --ensure}
 * twice, and {@code -s=}, an empty value behind a short name.
 */
final class LoginVerdictTest {

    private static final String ID = "31359c7f-bd7e-475c-86db-fdb8c937548e";

    @TempDir
    Path folder;

    private boolean runs(List<String> options) {
        LoginCommand command =
                new LoginCommand(new Shell(folder).place(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        try {
            new CommandLine(command)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(options.toArray(String[]::new));
        } catch (ParameterException e) {
            return false;
        }
        LoginRequest request = command.request();
        return request.refusal(false).isEmpty()
                && !(request.needsApplication() && request.appId().isEmpty());
    }

    private void agrees(List<List<String>> lists, String origin) throws Exception {
        List<Verdict> verdicts;
        try (RealCli cli = RealCli.start()) {
            verdicts = cli.judge(lists.stream()
                    .map(list ->
                            Stream.concat(Stream.of("login"), list.stream()).toList())
                    .toList());
        }
        List<String> differences = new ArrayList<>();
        int good = 0;
        for (int i = 0; i < lists.size(); i++) {
            boolean ours = runs(lists.get(i));
            good += ours ? 1 : 0;
            if (ours != verdicts.get(i).runs()) {
                differences.add(
                        lists.get(i) + ": " + (ours ? "taken" : "refused") + ", the CLI says " + verdicts.get(i));
            }
        }
        assertEquals(List.of(), differences, origin);
        assertTrue(good > lists.size() / 20 && good < lists.size(), good + " of " + lists.size() + " are good");
    }

    @Test
    void theCliTakesAndRefusesTheSame() throws Exception {
        String file = Files.writeString(folder.resolve("key.pem"), "x").toString();
        List<String> lines = List.of(
                "--appId " + ID,
                "",
                "--appId " + ID + " --tenant contoso.com --ensure",
                "--appId " + ID + " -t DEVICECODE",
                "--appId " + ID + " -t browser --cloud usgov",
                "--appId " + ID + " -t=browser --cloud=China",
                "--appId " + ID + " --cloud Mars",
                "--appId " + ID + " --authType editor",
                "--appId " + ID + " --authType",
                "--appId " + ID + " -t password",
                "--appId " + ID + " -t password -u anna",
                "--appId " + ID + " -t password -u anna -p",
                "--appId " + ID + " -t password -u anna -p p",
                "--appId " + ID + " -t password --userName= -p p",
                "--appId " + ID + " -t certificate",
                "--appId " + ID + " -t certificate -c " + file,
                "--appId " + ID + " -t certificate -c " + file + " --password",
                "--appId " + ID + " -t certificate -c none.pfx",
                "--appId " + ID + " -c none.pfx",
                "--appId " + ID + " -t certificate --certificateBase64Encoded eA==",
                "--appId " + ID + " -t certificate --certificateBase64Encoded eA== -c " + file,
                "--appId " + ID + " -t browser --certificateBase64Encoded eA== -c " + file,
                "--appId " + ID + " -t certificate --thumbprint 00 -c " + file,
                "--appId " + ID + " -t secret",
                "--appId " + ID + " -t secret --secret",
                "--appId " + ID + " -t secret --secret s",
                "-t identity",
                "-t identity -u " + ID,
                "-t federatedIdentity",
                "-t federatedidentity --tenant contoso.com",
                "-t secret --secret s",
                "--appId " + ID + " --connectionName mine",
                "--appId " + ID + " --appId " + ID,
                "--appId " + ID + " --ensure true",
                "--appId " + ID + " --ensure=false",
                "--appId " + ID + " --ensure perhaps",
                "--appId " + ID + " word",
                "--appId " + ID + " --nonsense",
                "--appId " + ID + " --output json",
                "--appId " + ID + " --output xml");
        agrees(
                lines.stream()
                        .map(line -> Stream.of(line.split(" "))
                                .filter(word -> !word.isEmpty())
                                .toList())
                        .toList(),
                "table");
    }

    @Test
    void theCliTakesAndRefusesTheSameOfManyLists() throws Exception {
        String file = Files.writeString(folder.resolve("key.pem"), "x").toString();
        long seed = 20_261_120;
        Random random = new Random(seed);
        List<List<String>> lists = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lists.add(list(random, file));
        }
        agrees(lists, "seed " + seed);
    }

    private static List<String> list(Random random, String file) {
        List<List<String>> options = new ArrayList<>();
        add(
                options,
                random,
                0.85,
                List.of("-t", "--authType"),
                List.of(
                        "deviceCode",
                        "browser",
                        "password",
                        "certificate",
                        "secret",
                        "identity",
                        "federatedIdentity",
                        "PASSWORD",
                        "Certificate",
                        "magic",
                        ""));
        add(options, random, 0.75, List.of("--appId"), List.of(ID));
        add(options, random, 0.2, List.of("--cloud"), List.of("Public", "usgov", "China", "Mars"));
        add(options, random, 0.4, List.of("-u", "--userName"), List.of("anna@contoso.com", "7", ""));
        add(options, random, 0.4, List.of("-p", "--password"), List.of("p@ss", "p=w", ""));
        add(options, random, 0.3, List.of("-c", "--certificateFile"), List.of(file, file, "none.pfx", ""));
        add(options, random, 0.2, List.of("--certificateBase64Encoded"), List.of("eA==", ""));
        add(options, random, 0.2, List.of("--thumbprint"), List.of("00", ""));
        add(options, random, 0.4, List.of("-s", "--secret"), List.of("s~1", ""));
        add(options, random, 0.2, List.of("--tenant"), List.of("contoso.com", "common", ""));
        add(options, random, 0.1, List.of("--connectionName"), List.of("mine", ""));
        add(options, random, 0.03, List.of("--nonsense"), List.of("x"));
        if (random.nextDouble() < 0.1) {
            options.add(List.of("--ensure"));
        }
        Collections.shuffle(options, random);
        List<String> list = new ArrayList<>();
        options.forEach(list::addAll);
        if (random.nextDouble() < 0.03) {
            list.add("word");
        }
        return list;
    }

    private static void add(
            List<List<String>> options, Random random, double chance, List<String> names, List<String> values) {
        if (random.nextDouble() >= chance) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        String value = values.get(random.nextInt(values.size()));
        boolean isShort = !name.startsWith("--");
        if (value.isEmpty()) {
            options.add(List.of(isShort || random.nextBoolean() ? name : name + "="));
        } else {
            options.add(random.nextBoolean() ? List.of(name, value) : List.of(name + "=" + value));
        }
    }
}
