package m365ls.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import m365ls.catalog.CommandSpec;
import m365ls.script.ArgumentList;
import m365ls.script.OptionValue;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** Puts in place of what an argument list refers to what it stands for, so that nothing is looked up later. */
final class FinalArguments {

    /** What became of a list. */
    sealed interface Answer {

        /**
         * It is final.
         *
         * @param shown the same with the names of files instead of their contents
         * @param remarks what was put in, a sentence each
         * @param strangers files that lie outside of the folders, and were read
         */
        record Ready(ArgumentList call, ArgumentList shown, List<String> remarks, List<String> strangers)
                implements Answer {
            public Ready {
                remarks = List.copyOf(remarks);
                strangers = List.copyOf(strangers);
            }
        }

        /** It cannot be run; {@code message} is what the tool says. */
        record Failed(String message) implements Answer {}

        /** It is not run; {@code reason} is a sentence. */
        record Refused(String reason) implements Answer {}

        /** The user made no choice. */
        record GivenUp() implements Answer {}
    }

    private final Order.Place place;
    private final Optional<Connection> connection;
    private final Dialogue dialogue;
    private final List<String> remarks = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private ArgumentList call;
    private ArgumentList shown;

    private FinalArguments(ArgumentList call, Order.Place place, Optional<Connection> connection, Dialogue dialogue) {
        this.call = call;
        this.shown = call;
        this.place = place;
        this.connection = connection;
        this.dialogue = dialogue;
    }

    /** Makes a call of a command final, in the order in which the tool does. */
    static Answer of(ArgumentList call, Order.Place place, Optional<Connection> connection, Dialogue dialogue)
            throws InterruptedException {
        return new FinalArguments(call, place, connection, dialogue)
                .make(call.command().orElseThrow());
    }

    private Answer make(CommandSpec command) throws InterruptedException {
        String refused = files();
        if (!refused.isEmpty()) {
            return new Answer.Refused(refused);
        }
        Optional<ContextOptions> context = ContextOptions.read(command, place);
        if (context.isEmpty()) {
            return new Answer.Failed(ContextOptions.UNREADABLE);
        }
        context(context.get());
        if (command.contextual() && !application(context.get())) {
            return new Answer.GivenUp();
        }
        String failed = me();
        if (!failed.isEmpty()) {
            return new Answer.Failed(failed);
        }
        return new Answer.Ready(call, shown, remarks, strangers);
    }

    /** Puts in the contents of files; why that cannot be. */
    private String files() {
        for (Map.Entry<String, OptionValue> option : call.options().entrySet()) {
            if (!(option.getValue() instanceof OptionValue.Text text)
                    || !text.text().startsWith("@")) {
                continue;
            }
            String name = text.text().substring(1);
            ValueFile.Answer answer = ValueFile.read(name, place);
            if (answer instanceof ValueFile.Answer.Refused refused) {
                return refused.reason();
            }
            if (answer instanceof ValueFile.Answer.Read file) {
                call = call.with(option.getKey(), new OptionValue.Text(file.content()));
                remarks.add("--" + option.getKey() + " is the content of " + file.file() + ", " + file.size()
                        + (file.size() == 1 ? " byte." : " bytes."));
                if (!file.inside()) {
                    strangers.add(file.file().toString());
                }
            }
        }
        return "";
    }

    private void context(ContextOptions context) {
        context.options().forEach((name, value) -> {
            if (!call.options().containsKey(name)) {
                put(name, value);
                remarks.add("--" + name + " comes from " + ContextOptions.FILE + ".");
            }
        });
    }

    /** Some commands work on an application that the context file names; false if the user chooses none. */
    private boolean application(ContextOptions context) throws InterruptedException {
        List<String> all = context.applications();
        if (call.options().containsKey("appId") || all.size() < 2) {
            return true;
        }
        OptionalInt chosen =
                dialogue.choose(new Dialogue.Choice("The application in " + ContextOptions.FILE + " to work on", all));
        chosen.ifPresent(index -> put("appId", all.get(index)));
        return chosen.isPresent();
    }

    /** Puts in who the user is; why that cannot be. */
    private String me() {
        for (Map.Entry<String, OptionValue> option : call.options().entrySet()) {
            if (!(option.getValue() instanceof OptionValue.Text text) || connection.isEmpty()) {
                continue;
            }
            String token = text.text().strip().toLowerCase(Locale.ROOT);
            if (!token.equals("@meid") && !token.equals("@meusername")) {
                continue;
            }
            Identity identity = connection.get().identity();
            if (identity.kind() == Identity.Kind.APPLICATION) {
                return "It's not possible to use " + text.text() + " with application permissions";
            }
            String value = token.equals("@meid") ? identity.objectId() : identity.name();
            if (!value.isEmpty()) {
                put(option.getKey(), value);
                remarks.add(text.text() + " is " + value + ".");
            }
        }
        return "";
    }

    private void put(String option, String value) {
        put(option, new OptionValue.Text(value));
    }

    private void put(String option, OptionValue value) {
        call = call.with(option, value);
        shown = shown.with(option, value);
    }
}
