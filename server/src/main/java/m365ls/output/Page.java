package m365ls.output;

import m365ls.text.JavaScriptNumbers;

/** Text that grows up to a limit. What is written beyond it is dropped; writers may stop as soon as it is full. */
final class Page {

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private boolean full;

    Page(int limit) {
        this.limit = limit;
    }

    Page add(CharSequence more) {
        int room = limit - text.length();
        if (more.length() <= room) {
            text.append(more);
        } else {
            full = true;
            text.append(more, 0, room);
        }
        return this;
    }

    Page add(char more) {
        if (text.length() < limit) {
            text.append(more);
        } else {
            full = true;
        }
        return this;
    }

    Page repeat(char c, int times) {
        int room = limit - text.length();
        full |= times > room;
        for (int i = Math.min(times, room); i > 0; i--) {
            text.append(c);
        }
        return this;
    }

    /** Whether something was dropped. */
    boolean isFull() {
        return full;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Drops the blanks at the end, as JavaScript's {@code trimEnd} does. */
    void trimEnd() {
        int end = text.length();
        while (end > 0 && JavaScriptNumbers.isBlank(text.charAt(end - 1))) {
            end--;
        }
        text.setLength(end);
    }

    /** The printed text with the line end that the console adds, or that it is too long. */
    Printed print() {
        if (!full) {
            return new Printed.Text(text.append('\n').toString());
        }
        if (Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            text.setLength(text.length() - 1);
        }
        return new Printed.TooLong(text.toString());
    }
}
