package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.script.Comment;
import m365ls.script.Script;
import m365ls.script.Section;
import m365ls.text.Span;

/** A script sets or reads an environment variable by the name that earlier versions of the tool read it by. */
final class FormerVariable implements ScriptRule {

    private static final Pattern FORMER = Pattern.compile(
            "(?<![A-Za-z0-9_])(?:OFFICE365CLI_(AADAPPID|TENANT|DEBUG|VERBOSE|ENV|NOUPDATE)|CLIMICROSOFT365_AADAPPID)"
                    + "(?![A-Za-z0-9_])");

    /** What all former names have, to find them fast. */
    private static final String MARK = "CLI";

    @Override
    public String id() {
        return "former-variable";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "An environment variable has another name now.";
    }

    @Override
    public List<Finding> check(Script script, Section section) {
        if (!section.span().of(script.text()).contains(MARK)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<Comment> comments = script.comments();
        int comment = 0;
        Matcher matcher = FORMER.matcher(script.text())
                .region(section.span().start(), section.span().end())
                .useTransparentBounds(true);
        while (matcher.find()) {
            while (comment < comments.size() && comments.get(comment).span().end() <= matcher.start()) {
                comment++;
            }
            boolean inComment =
                    comment < comments.size() && comments.get(comment).span().start() <= matcher.start();
            if (!inComment) {
                String rest = matcher.group(1) == null ? "AADAPPID" : matcher.group(1);
                findings.add(finding(new Span(matcher.start(), matcher.end()), matcher.group(), rest));
            }
        }
        return findings;
    }

    private Finding finding(Span span, String former, String rest) {
        String name = "CLIMICROSOFT365_" + (rest.equals("AADAPPID") ? "ENTRAAPPID" : rest);
        return new Finding(
                id(),
                Severity.WARNING,
                span,
                "The tool no longer reads " + former + "; the variable is called " + name + " now.",
                "",
                List.of(Edits.replace("Change to " + name, false, true, span, name)));
    }
}
