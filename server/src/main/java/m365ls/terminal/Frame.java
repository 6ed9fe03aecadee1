package m365ls.terminal;

/**
 * One message between a terminal's {@code m365} and the server.
 *
 * @param kind what it says
 * @param text the rest; empty if there is none
 */
record Frame(Kind kind, String text) {

    /** Kinds of messages, by the byte that tells them. Each call has a connection of its own. */
    enum Kind {
        /** To the server, first: the secret of the terminal. */
        HELLO('H'),
        /** To the server, second: the working folder and the arguments, a NUL behind each. */
        RUN('R'),
        /** To the server: a line that the user gave for an answer. */
        ANSWER('A'),
        /** To the server: the user gives no answer. */
        NO_ANSWER('N'),
        /** From the server: for standard output. */
        OUT('O'),
        /** From the server: for standard error. */
        ERR('E'),
        /** From the server: a question, which is answered by a line. */
        ASK('Q'),
        /** From the server: a question whose answer must not be seen. */
        ASK_SECRET('S'),
        /** From the server, last: the exit code in decimal digits. */
        EXIT('X');

        private final byte mark;

        Kind(char mark) {
            this.mark = (byte) mark;
        }

        byte mark() {
            return mark;
        }
    }
}
