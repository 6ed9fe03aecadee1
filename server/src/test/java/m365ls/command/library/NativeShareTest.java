package m365ls.command.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import m365ls.command.NativeCommand;
import org.junit.jupiter.api.Test;

/** Which part of the calls of real scripts needs no CLI, by the 150 commands that scripts call most often. */
class NativeShareTest {

    private static final int WANTED_PERCENT = 75;

    /** They are about the session, and in nearly every script. */
    private static final Set<String> NOT_COUNTED = Set.of("login", "status", "logout");

    private static final Set<String> NATIVE =
            AllCommands.list().stream().map(NativeCommand::name).collect(Collectors.toSet());

    @Test
    void runsThreeOfFourCallsOfRealScripts() throws IOException {
        Map<String, Integer> calls = calls();
        int all = calls.values().stream().mapToInt(Integer::intValue).sum();
        List<String> others = new ArrayList<>();
        int here = 0;
        for (Map.Entry<String, Integer> each : calls.entrySet()) {
            if (NATIVE.contains(each.getKey())) {
                here += each.getValue();
            } else {
                others.add(each.getValue() + " " + each.getKey());
            }
        }
        String share = here + " of " + all + " calls, " + NATIVE.size() + " commands";
        System.getLogger("share").log(System.Logger.Level.INFO, share);
        assertTrue(here * 100 >= all * WANTED_PERCENT, () -> share + "; the CLI runs " + others);
    }

    @Test
    void listsEachCommandOnce() {
        assertEquals(AllCommands.list().size(), NATIVE.size());
    }

    private static Map<String, Integer> calls() throws IOException {
        Map<String, Integer> calls = new LinkedHashMap<>();
        var table = NativeShareTest.class.getResourceAsStream("/m365ls/command/usage.csv");
        assertNotNull(table);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                int comma = line.indexOf(',');
                calls.put(line.substring(0, comma), Integer.parseInt(line.substring(comma + 1)));
            }
        }
        calls.keySet().removeAll(NOT_COUNTED);
        return calls;
    }
}
