package m365ls.catalog;

/** The files that a catalogue is made of. */
enum Part {
    HOT("hot.bin", 1),
    RULES("rules.bin", 2),
    COLD("cold.bin", 3);

    private final String fileName;
    private final int number;

    Part(String fileName, int number) {
        this.fileName = fileName;
        this.number = number;
    }

    String fileName() {
        return fileName;
    }

    /** Its number in the header. */
    int number() {
        return number;
    }
}
