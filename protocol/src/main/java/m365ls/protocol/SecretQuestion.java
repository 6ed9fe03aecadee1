package m365ls.protocol;

/**
 * A secret to be typed.
 *
 * @param question unguessable, for the {@link Sealed} answer
 * @param what is asked for, in words such as "password of anna@contoso.com"
 * @param reason why, in a sentence
 */
public record SecretQuestion(String question, String what, String reason) {}
