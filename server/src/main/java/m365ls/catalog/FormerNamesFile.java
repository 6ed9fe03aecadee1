package m365ls.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;

/** Reads {@code former-names.tsv}, whose first lines tell its form. */
final class FormerNamesFile {

    private static final String NAME = "former-names.tsv";

    private FormerNamesFile() {}

    static FormerNames.Table read() {
        try (InputStream file = FormerNamesFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new CatalogException("This program lacks its file " + NAME + ". Install it again.");
            }
            return read(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CatalogException("This program's file " + NAME + " cannot be read. Install it again.", e);
        }
    }

    static FormerNames.Table read(Reader text) throws IOException {
        Map<String, FormerCommand> commands = new HashMap<>();
        Map<String, List<FormerOption>> options = new HashMap<>();
        BufferedReader lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t", -1);
            boolean option = fields[0].equals("option");
            if ((!option && !fields[0].equals("command")) || fields.length != (option ? 7 : 6)) {
                throw damaged(number);
            }
            int at = fields.length - 5;
            boolean safe = safe(fields[at + 3], number);
            if (option) {
                options.computeIfAbsent(fields[1], command -> new ArrayList<>())
                        .add(new FormerOption(fields[at], fields[at + 1], fields[at + 2], safe, fields[at + 4]));
            } else {
                commands.put(
                        fields[at],
                        new FormerCommand(fields[at], fields[at + 1], fields[at + 2], safe, fields[at + 4]));
            }
        }
        options.replaceAll((command, list) -> List.copyOf(list));
        return new FormerNames.Table(commands, options);
    }

    private static boolean safe(String word, int line) {
        return switch (word) {
            case "safe" -> true;
            case "unsafe" -> false;
            default -> throw damaged(line);
        };
    }

    private static CatalogException damaged(int line) {
        return new CatalogException("This program's file " + NAME + " is damaged in line " + line + ".");
    }
}
