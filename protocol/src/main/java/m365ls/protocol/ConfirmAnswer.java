package m365ls.protocol;

/**
 * The user's answer.
 *
 * @param confirmed whether it is a yes
 */
public record ConfirmAnswer(boolean confirmed) {}
