package m365ls.validation;

/** The evaluation has come upon something it cannot tell: its result is unknown. */
final class GiveUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GiveUp(String why) {
        super(why, null, false, false);
    }
}
