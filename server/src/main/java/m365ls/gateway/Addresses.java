package m365ls.gateway;

/** What an address was read as. */
sealed interface Addresses permits Address, Addresses.Unusable {

    /** None that requests are sent to. {@code reason} is a sentence for the user without anything of the address. */
    record Unusable(String reason) implements Addresses {}
}
