package m365ls.lsp;

import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.feature.Settings;
import m365ls.feature.Severity;
import m365ls.project.ProjectFile;

/**
 * The user's settings, which editors keep under {@code m365}.
 *
 * @param settings what the features look at
 * @param cliPath folder of the package whose commands count; empty for the installed one
 * @param trustedWorkspaces folders whose own installation of the package may be run to learn its commands
 * @param lenses whether calls have lenses
 * @param session who signs in, and how the network is reached
 */
record Preferences(
        Settings settings, String cliPath, List<String> trustedWorkspaces, boolean lenses, SessionPreferences session) {

    /** Nothing set. */
    static final Preferences NONE = new Preferences(Settings.DEFAULT, "", List.of(), true, SessionPreferences.NONE);

    Preferences {
        trustedWorkspaces = List.copyOf(trustedWorkspaces);
    }

    /** Reads the object under {@code m365}. What is not as it should be counts as not set. */
    static Preferences read(JsonElement section) {
        Map<String, Severity> severities = new HashMap<>();
        Json.at(section, "rules")
                .filter(JsonElement::isJsonObject)
                .ifPresent(rules -> rules.getAsJsonObject()
                        .keySet()
                        .forEach(rule -> Json.text(rules, rule)
                                .flatMap(ProjectFile::severity)
                                .ifPresent(severity -> severities.put(rule, severity))));
        return new Preferences(
                new Settings(severities, Json.isTrue(section, "windowsPowerShell")),
                Json.text(section, "cli", "path").orElse(""),
                Json.texts(section, "cli", "trustedWorkspaces"),
                !Json.isFalse(section, "codeLens"),
                SessionPreferences.read(section));
    }

    /** These settings for a document to which {@code project} applies, which comes first. */
    Settings with(ProjectFile project) {
        if (project.severities().isEmpty()) {
            return settings;
        }
        Map<String, Severity> severities = new HashMap<>(settings.severities());
        severities.putAll(project.severities());
        return new Settings(severities, settings.windowsPowerShell());
    }
}
