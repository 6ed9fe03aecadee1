package m365ls.session;

/** A way to sign in, by the names of the CLI's option {@code --authType}, and the editor's account. */
public sealed interface SignIn {

    /** The value of {@code --authType}; {@code editor} for the editor's account, which the CLI does not have. */
    String authType();

    /** The user types a code on a page, on any device. */
    record DeviceCode() implements SignIn {
        @Override
        public String authType() {
            return "deviceCode";
        }
    }

    /** The user signs in on a page that leads back to this machine. */
    record Browser() implements SignIn {
        @Override
        public String authType() {
            return "browser";
        }
    }

    /** A user's name and password; accounts with a second factor cannot. */
    record Password(String userName, Secret password) implements SignIn {
        @Override
        public String authType() {
            return "password";
        }
    }

    /**
     * The application itself with a certificate.
     *
     * @param certificate PFX in Base64, or PEM, or PEM in Base64; with the private key
     * @param password of the PFX; empty if it has none
     * @param thumbprint SHA-1 in hexadecimal digits; empty if it is to be worked out of the certificate
     */
    record Certificate(Secret certificate, Secret password, String thumbprint) implements SignIn {
        @Override
        public String authType() {
            return "certificate";
        }
    }

    /** The application itself with a secret. */
    record ClientSecret(Secret secret) implements SignIn {
        @Override
        public String authType() {
            return "secret";
        }
    }

    /**
     * The identity that Azure gives to this machine.
     *
     * @param assigned client id or object id of a user-assigned one; empty for the system-assigned one
     */
    record ManagedIdentity(String assigned) implements SignIn {
        @Override
        public String authType() {
            return "identity";
        }
    }

    /** The application itself with the token of a job of GitHub Actions or Azure DevOps. */
    record FederatedIdentity() implements SignIn {
        @Override
        public String authType() {
            return "federatedIdentity";
        }
    }

    /**
     * The account that the editor is signed in with; it hands over tokens and keeps what renews them.
     *
     * @param account the account's name, to choose among several; empty for the editor's choice
     */
    record EditorAccount(String account) implements SignIn {
        @Override
        public String authType() {
            return "editor";
        }
    }
}
