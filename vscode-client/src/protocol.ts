// Made of the records of the protocol and of docs/protocol.md by TypeScriptTypesTest: not to be changed by hand.

/** All commands, by the words of their names. */
export interface CatalogTree {
  /** of CLI for Microsoft 365, such as `11.11.0` */
  readonly version: string;
  /** the first words, in alphabetical order */
  readonly nodes: readonly CatalogNode[];
}

/** A word in the tree of commands. */
export interface CatalogNode {
  /** a word of command names */
  readonly word: string;
  /** all words up to this one */
  readonly name: string;
  /** of the command with that name: `read`, `write` or `destroy`; empty if there is none */
  readonly effect: string;
  /** the words that may follow, in alphabetical order */
  readonly children: readonly CatalogNode[];
}

/** Asks about a command. */
export interface DescribeParams {
  /** name or alias of a command, such as `spo site get` */
  readonly command?: string;
}

/** Another version's commands count from now on. */
export interface CatalogChanged {
  /** of CLI for Microsoft 365 */
  readonly version: string;
}

/** All about a command that a person reads. */
export interface CommandDescription {
  /** words separated by one blank */
  readonly name: string;
  /** other names that work */
  readonly aliases: readonly string[];
  /** the first word of the name */
  readonly service: string;
  /** `read`, `write` or `destroy` */
  readonly effect: string;
  /** one sentence */
  readonly description: string;
  /** address of the command's page */
  readonly documentation: string;
  /** the command's own in documented order, then those of all commands */
  readonly options: readonly Option[];
  /** options that go together or exclude each other */
  readonly optionSets: readonly OptionSet[];
  /** the least the command needs */
  readonly permissions: readonly Permission[];
  /** those that the CLI accepts */
  readonly examples: readonly Example[];
}

/** An option of a command. */
export interface Option {
  /** long name, without dashes */
  readonly name: string;
  /** one letter, without dash; empty if there is none */
  readonly shortName: string;
  /** whether the command needs it */
  readonly required: boolean;
  /** whether all commands have it */
  readonly global: boolean;
  /** `string`, `number`, `boolean` or `flag` */
  readonly type: string;
  /** allowed values; empty if any is */
  readonly values: readonly string[];
  /** what counts without it; empty if that is not told */
  readonly defaultValue: string;
  /** whether its value must not be shown or remembered */
  readonly secret: boolean;
  /** a sentence or two */
  readonly description: string;
}

/** Options that go together or exclude each other. */
export interface OptionSet {
  /** long names */
  readonly options: readonly string[];
  /** whether this only counts under a condition */
  readonly conditional: boolean;
  /** whether one of them must be given */
  readonly atLeastOne: boolean;
  /** whether only one of them may be given */
  readonly atMostOne: boolean;
}

/** Permissions for one kind of sign-in and one service. */
export interface Permission {
  /** `delegated` (as a user) or `application` */
  readonly identity: string;
  /** name of the service */
  readonly resource: string;
  /** all of them are needed; empty if this kind of sign-in is not supported */
  readonly names: readonly string[];
}

/** An example of a command. */
export interface Example {
  /** what it does */
  readonly title: string;
  /** the command line */
  readonly code: string;
}

/** Asks for a call as a script has it. */
export interface LineParams {
  /** URI of an open script, whose language counts */
  readonly document?: string;
  /** what is to stand behind `m365` */
  readonly arguments?: readonly string[];
}

/** A call as a script has it. */
export interface ScriptLine {
  /** one line, quoted for the script's language */
  readonly text: string;
}

/** Asks how to give a call of a script an option with a value, in place of the value it has. */
export interface SetOptionParams {
  /** URI of an open script */
  readonly document?: string;
  /** in it: of the call */
  readonly position?: TextPosition;
  /** long name of an option of the call's command */
  readonly option?: string;
  /** that the command is to receive */
  readonly value?: string;
}

/** A change of a document. */
export interface TextChange {
  /** of what is replaced */
  readonly start: TextPosition;
  /** behind it */
  readonly end: TextPosition;
  /** that stands there afterwards */
  readonly text: string;
  /** of the document that the places are of; -1 if the client gives none */
  readonly version: number;
}

/** A wish to sign in. There is no field for a secret: what has to be typed is asked for by `SecretQuestion`. */
export interface SignInParams {
  /** `deviceCode`, `browser`, `password`, `certificate`, `secret`, `identity`, `federatedIdentity` or `editor`; `deviceCode` if it is missing */
  readonly authType?: string;
  /** of the application; if it is missing, that of the settings, of the environment or of the last sign-in */
  readonly clientId?: string;
  /** a GUID or a domain; if it is missing, it is found as the application is */
  readonly tenant?: string;
  /** `Public`, `USGov`, `USGovHigh`, `USGovDoD` or `China`; if it is missing, it is found as the application is */
  readonly cloud?: string;
  /** of the connection to be; that of the account if it is missing */
  readonly name?: string;
  /** for `password` the user's; for `identity` the id of a user-assigned one */
  readonly userName?: string;
  /** for `certificate`: whole path of a PFX or PEM file on the server's machine */
  readonly certificateFile?: string;
  /** for `certificate`: SHA-1 in hexadecimal digits, if it is not to be worked out */
  readonly thumbprint?: string;
  /** for `editor`: the account's name; the editor's choice if it is missing */
  readonly account?: string;
  /** to sign in again to, the way it did before: its name or id; all fields above are then passed over */
  readonly connection?: string;
  /** that the new sign-in has to bring along, as a `SessionNeed` told them */
  readonly claims?: string;
}

/** How a sign-in ended. */
export interface SignInResult {
  /** `signedIn`, `cancelled` or `notSignedIn` */
  readonly outcome: string;
  /** that is signed in; missing unless `signedIn` */
  readonly connection?: SessionConnection;
  /** what has to happen first; missing unless `notSignedIn` */
  readonly need?: SessionNeed;
  /** what the user should know, in sentences */
  readonly notices: readonly string[];
}

/** What has to happen before there is a token. */
export interface SessionNeed {
  /** `signIn`, `consent`, `checkApplication`, `retryLater`, `offline` or `denied` */
  readonly need: string;
  /** why, and what to do, in sentences for the user */
  readonly reason: string;
  /** the service's own words, without secrets; empty if there are none */
  readonly detail: string;
  /** how long the service wants to be left alone; 0 if it did not say */
  readonly retryAfterSeconds: number;
  /** to be given back in `SignInParams`; empty if there are none */
  readonly claims: string;
  /** whether nobody has named an application yet */
  readonly applicationMissing: boolean;
}

/** A signed-in account or application. */
export interface SessionConnection {
  /** never changes */
  readonly id: string;
  /** the user's word for it; no two connections have the same */
  readonly name: string;
  /** how it signed in, as in `SignInParams` */
  readonly authType: string;
  /** the user's or the application's name; empty if it is not known */
  readonly account: string;
  /** `user` or `application` */
  readonly kind: string;
  /** GUID; empty if it is not known */
  readonly tenantId: string;
  /** of the application */
  readonly clientId: string;
  /** as in `SignInParams` */
  readonly cloud: string;
  /** what the application may do for the user, as the last token told */
  readonly scopes: readonly string[];
  /** what the application may do itself, as the last token told */
  readonly roles: readonly string[];
  /** when the last known token ends, ISO 8601 in UTC; it is renewed without a question */
  readonly expires: string;
  /** address of the page where an administrator consents to the application for everyone */
  readonly consentPage: string;
  /** whether it is the one that counts, for the workspace that was asked about */
  readonly active: boolean;
}

/** Names a connection. */
export interface ConnectionParams {
  /** its name or id; if it is missing, the active one, a workspace's own choice apart */
  readonly connection?: string;
}

/** A connection is forgotten. */
export interface SignOutResult {
  /** its name */
  readonly connection: string;
  /** what could not be taken back, in sentences for the user */
  readonly notice: string;
}

/** Names a workspace, which may have chosen a connection of its own. */
export interface WorkspaceParams {
  /** URI of its folder; missing where it does not matter */
  readonly workspaceFolder?: string;
}

/** All connections. */
export interface ConnectionList {
  /** by name */
  readonly connections: readonly SessionConnection[];
}

/** Chooses a connection. */
export interface UseParams {
  /** its name or id; if it is missing, the workspace's own choice is taken back */
  readonly connection?: string;
  /** URI of the folder of the only workspace that it is chosen for; for all without a choice of their own if it is missing */
  readonly workspaceFolder?: string;
}

/** Gives a connection another name. */
export interface RenameParams {
  /** its name or id */
  readonly connection?: string;
  /** the new one */
  readonly name?: string;
}

/** Who is signed in, and what a sign-in would use. */
export interface SessionStatus {
  /** the active one; missing if there is none */
  readonly connection?: SessionConnection;
  /** that a sign-in would use; missing if nobody has named one */
  readonly application?: SessionApplication;
  /** `encrypted` or `memory`: where sign-ins are kept; `none` if nothing is kept yet */
  readonly storage: string;
  /** why they are kept there, in a sentence */
  readonly storageReason: string;
  /** all ways to sign in, and which of them this client and machine allow */
  readonly ways: readonly SignInWay[];
  /** what the user should know, in sentences */
  readonly notices: readonly string[];
}

/** An application of Entra ID. */
export interface SessionApplication {
  /** its id */
  readonly clientId: string;
  /** a GUID or a domain, `organizations` or `common` */
  readonly tenant: string;
  /** as in `SignInParams` */
  readonly cloud: string;
}

/** A way to sign in. */
export interface SignInWay {
  /** as in `SignInParams` */
  readonly authType: string;
  /** whether it can be tried */
  readonly available: boolean;
  /** why not, in a sentence; empty if it can */
  readonly reason: string;
}

/** Takes over sign-ins of the command line tool. */
export interface ImportCliParams {
  /** ids of those to take over; none, if it is missing or empty: then they are only listed */
  readonly signIns?: readonly string[];
}

/** The sign-ins of the command line tool. */
export interface ImportCliResult {
  /** all there are */
  readonly found: readonly CliSignIn[];
  /** the connections made of those that were to be taken over */
  readonly imported: readonly SessionConnection[];
  /** what the user should know, in sentences */
  readonly notices: readonly string[];
}

/** A user's sign-in that the command line tool keeps. */
export interface CliSignIn {
  /** to name it by */
  readonly id: string;
  /** empty if the tool does not know it */
  readonly userName: string;
  /** as in `SignInParams`; empty if it is not known */
  readonly authType: string;
  /** of the application */
  readonly clientId: string;
  /** of the application */
  readonly tenant: string;
  /** as in `SignInParams` */
  readonly cloud: string;
}

/** Asks for an application of one's own in Entra ID. The user signs in for it, and that sign-in is not kept. */
export interface CreateApplicationParams {
  /** of the application; a usual one if it is missing */
  readonly name?: string;
  /** to make it in: a GUID or a domain; that of the account that signs in if it is missing */
  readonly tenant?: string;
  /** as in `SignInParams`; `Public` if it is missing */
  readonly cloud?: string;
  /** `minimal`, which is enough to sign in, or `all` that commands may need; `minimal` if it is missing */
  readonly permissions?: string;
  /** `browser` or `deviceCode`; `deviceCode` if it is missing */
  readonly authType?: string;
}

/** How the making of an application ended. One that was made is used by the next sign-in that names no other. */
export interface CreateApplicationResult {
  /** `made`, `cancelled` or `notMade` */
  readonly outcome: string;
  /** that was made; missing unless `made` */
  readonly application?: SessionApplication;
  /** whether an administrator's consent was given to its permissions */
  readonly consented: boolean;
  /** what the user should know, in sentences; empty if there is nothing */
  readonly notice: string;
  /** why it was not made; missing unless `notMade` */
  readonly need?: SessionNeed;
}

/** A code to be typed on a page. The request stays open while the code is shown, and is cancelled by the server when the sign-in has ended. */
export interface DeviceCodeQuestion {
  /** to show and copy */
  readonly code: string;
  /** of the page */
  readonly address: string;
  /** when the code ends, ISO 8601 in UTC */
  readonly expires: string;
  /** of the application that signs in; empty if it is Microsoft's own, to make one */
  readonly clientId: string;
}

/** The user has closed what shows the code. */
export interface DeviceCodeAnswer {
  /** whether the sign-in is to be given up; else it goes on without the code being shown */
  readonly cancelled: boolean;
}

/** A secret to be typed. */
export interface SecretQuestion {
  /** unguessable, for the `Sealed` answer */
  readonly question: string;
  /** is asked for, in words such as "password of anna@contoso.com" */
  readonly what: string;
  /** why, in a sentence */
  readonly reason: string;
}

/** A secret that was typed. */
export interface SecretAnswer {
  /** the text in UTF-8; missing if the user gives none */
  readonly secret?: Sealed;
}

/** Asks for the key that sign-ins are kept under. */
export interface StorageKeyQuestion {
  /** unguessable, for the `Sealed` answer */
  readonly question: string;
  /** whether the client makes a key and keeps it if it has none */
  readonly create: boolean;
}

/** The key that sign-ins are kept under, the same at each start. */
export interface StorageKeyAnswer {
  /** its 32 bytes; missing if there is none */
  readonly key?: Sealed;
  /** why there is none, in a sentence for the user; may be missing */
  readonly reason?: string;
}

/** Asks for a token of the account that the editor is signed in with. */
export interface EditorTokenQuestion {
  /** unguessable, for the `Sealed` answer */
  readonly question: string;
  /** what for; one resource */
  readonly scopes: readonly string[];
  /** of the application that the editor is to use */
  readonly clientId: string;
  /** a GUID or a domain, `organizations` or `common` */
  readonly tenant: string;
  /** as in `SignInParams` */
  readonly cloud: string;
  /** name of the account; empty for the editor's choice */
  readonly account: string;
  /** of a challenge, JSON; empty if there was none */
  readonly claims: string;
  /** whether the editor may show a prompt of its own */
  readonly mayAsk: boolean;
}

/** A token of the editor's account. */
export interface EditorTokenAnswer {
  /** the access token in UTF-8; missing if there is none */
  readonly token?: Sealed;
  /** how long it is good; 0 if the editor does not know */
  readonly expiresInSeconds: number;
}

/** A secret on its way from the client to the server, encrypted under the key of `--secrets-key-on-stdin`. */
export interface Sealed {
  /** 12 random bytes in base64, another for each secret */
  readonly nonce?: string;
  /** what AES-256 in GCM makes of the secret, its tag of 16 bytes at the end, in base64 */
  readonly sealed?: string;
}

/** Connections came, went or changed. */
export interface SessionChanged {
  /** name of the active connection, a workspace's own choice apart; empty if there is none */
  readonly active: string;
}

/** Runs a command, or those of a selection one after the other up to the first that fails. */
export interface ExecuteParams {
  /** what stands behind `m365`; if it is missing, the call in a document is run */
  readonly arguments?: readonly string[];
  /** URI of an open script */
  readonly document?: string;
  /** in it: of the call, or where a selection begins */
  readonly position?: TextPosition;
  /** where the selection ends; if it is missing, the call at `position` is run */
  readonly end?: TextPosition;
  /** `json`, `text`, `csv`, `md` or `none`; as the call says, else `json`, if it is missing */
  readonly output?: string;
  /** of JMESPath, in place of the call's own */
  readonly query?: string;
  /** name or id of the connection; the workspace's own or the active one if it is missing */
  readonly connection?: string;
  /** URI of the folder of the workspace */
  readonly workspaceFolder?: string;
  /** URI of the working folder; that of the document or of the workspace if it is missing */
  readonly folder?: string;
  /** `auto`, `native` or `hosted`; `auto` if it is missing */
  readonly library?: string;
  /** whole path of a file that what is printed is written to */
  readonly outputFile?: string;
  /** whether nothing may change, and the first request that would change something is shown */
  readonly whatIf: boolean;
  /** whether `--force` among the arguments counts as the user's yes */
  readonly forceCounts: boolean;
  /** whether JSON and CSV are printed exactly as the CLI prints them: it spoils line ends within values, and has no guard against formulas; otherwise they are printed as they are, with the guard */
  readonly asCli: boolean;
}

/** A place in a document, as the Language Server Protocol has it. */
export interface TextPosition {
  /** from 0 */
  readonly line: number;
  /** from 0, in the units that were agreed on; UTF-16 ones unless the client names others */
  readonly character: number;
}

/** What was run. */
export interface ExecuteResult {
  /** in order; of a selection those up to the first that failed */
  readonly runs: readonly RunResult[];
}

/** How the run of a command ended. */
export interface RunResult {
  /** `ran`, `failed`, `wouldWrite`, `signInNeeded`, `refused`, `cancelled` or `unknown`, which means that nobody knows whether something was changed */
  readonly outcome: string;
  /** that were given; those of a script with the values that were found or asked for, but secrets */
  readonly arguments: readonly string[];
  /** what of the script around the call was left out, in sentences */
  readonly notes: readonly string[];
  /** what was printed */
  readonly out: string;
  /** what was printed as an error */
  readonly err: string;
  /** the CLI's */
  readonly exitCode: number;
  /** what the user should know, in sentences; empty if there is nothing */
  readonly message: string;
  /** by which `m365/query` knows the value that was printed; empty if none is kept */
  readonly value: string;
  /** what would have changed something; missing unless `wouldWrite` */
  readonly write?: HeldWrite;
  /** what has to happen first; missing unless `signInNeeded` */
  readonly need?: SessionNeed;
  /** name of the connection that was used; empty if there was none */
  readonly connection: string;
  /** by which the service's operators find a request whose outcome is not known; else empty */
  readonly requestId: string;
  /** `own`, `native` or `hosted`; empty if nothing ran */
  readonly library: string;
  /** how many were sent */
  readonly requests: number;
  /** how long it took, questions included */
  readonly milliseconds: number;
}

/** A request that was not sent, since it changes something, or may. */
export interface HeldWrite {
  /** in capitals */
  readonly method: string;
  /** where to, without secrets */
  readonly address: string;
  /** what would be sent, without secrets; shortened if it is long */
  readonly body: string;
  /** it counts as a change, in a sentence */
  readonly why: string;
}

/** Asks a value that a run has printed. */
export interface QueryParams {
  /** as `RunResult` names it */
  readonly value?: string;
  /** of JMESPath; the whole value if it is missing */
  readonly query?: string;
  /** `json`, `text`, `csv` or `md`; `json` if it is missing */
  readonly output?: string;
  /** whether JSON and CSV are printed exactly as the CLI prints them, as in `ExecuteParams` */
  readonly asCli: boolean;
}

/** The answer of a query. */
export interface QueryResult {
  /** whether the value is still kept; if not, the command has to be run again */
  readonly kept: boolean;
  /** what the CLI would print */
  readonly out: string;
  /** why there is no answer, in a sentence; empty if there is one */
  readonly problem: string;
  /** where in the query the problem is, in UTF-16 units from 0 */
  readonly start: number;
  /** behind it */
  readonly end: number;
}

/** Asks what was run. */
export interface HistoryParams {
  /** URI of the folder of the workspace; missing for none */
  readonly workspaceFolder?: string;
  /** long name of an option whose former values are wanted */
  readonly option?: string;
}

/** What was run in a workspace. There are no secrets in it. */
export interface HistoryResult {
  /** the last first */
  readonly entries: readonly HistoryEntry[];
  /** that the option was given, the last first; none if no option was named */
  readonly values: readonly string[];
}

/** A command that was run. */
export interface HistoryEntry {
  /** what stood behind `m365`, without secrets */
  readonly arguments: readonly string[];
  /** as in `RunResult` */
  readonly outcome: string;
  /** when it ended, ISO 8601 in UTC */
  readonly time: string;
}

/** Opens a terminal in which `m365` runs under the session of this server. */
export interface OpenTerminalParams {
  /** id of the terminal, which the client makes up; good for one */
  readonly terminal?: string;
  /** that the client makes up, 32 to 200 letters, digits, `-` and `_`; sealed for this method, with `terminal` in place of the question */
  readonly secret?: Sealed;
  /** name or id of the connection that its calls use, whatever becomes active; the workspace's own or the active one if it is missing */
  readonly connection?: string;
  /** URI of the folder of the workspace */
  readonly workspaceFolder?: string;
  /** whether nothing may change from there, and requests that would change something are shown */
  readonly whatIf: boolean;
}

/** A terminal is open. Its shell gets the variable `M365LS_TERMINAL` with the address, and `M365LS_TERMINAL_SECRET` with the secret. */
export interface OpenTerminalResult {
  /** that its calls use; missing if nobody is signed in */
  readonly connection?: SessionConnection;
  /** whole path of the local socket */
  readonly address: string;
  /** folder that must come first in `PATH` */
  readonly programs: string;
  /** folder that must come before it in PowerShell 7 or later */
  readonly powerShell: string;
  /** file for `bash --rcfile`: the user's own, and `programs` first in `PATH` behind it */
  readonly bash: string;
  /** folder for `ZDOTDIR`, which does the same in zsh; the former value goes to `M365LS_ZDOTDIR` */
  readonly zsh: string;
}

/** Closes a terminal: its calls end, and its secret is worth nothing any more. */
export interface CloseTerminalParams {
  /** its id */
  readonly terminal?: string;
}

/** A terminal is closed. */
export interface CloseTerminalResult {
  /** whether it was open before */
  readonly wasOpen: boolean;
}

/** Asks whether something is to be done. */
export interface ConfirmQuestion {
  /** in a sentence */
  readonly question: string;
  /** who does it; empty if nobody is signed in */
  readonly account: string;
  /** where */
  readonly tenant: string;
  /** what it is done to; empty if that cannot be told */
  readonly target: string;
  /** the final argument list, without secrets; empty if it is not about all of the run */
  readonly arguments: readonly string[];
  /** whether something is deleted */
  readonly destroys: boolean;
  /** what else the user should know, a sentence each */
  readonly remarks: readonly string[];
}

/** The user's answer. */
export interface ConfirmAnswer {
  /** whether it is a yes */
  readonly confirmed: boolean;
}

/** Asks for one of several, or for a text. */
export interface ChooseQuestion {
  /** is asked for, in words */
  readonly what: string;
  /** to choose from, or to be offered; may be empty if a text may be typed */
  readonly choices: readonly string[];
  /** whether another text may be typed */
  readonly mayType: boolean;
  /** what it probably is; empty if nobody knows */
  readonly proposal: string;
}

/** The user's choice. */
export interface ChooseAnswer {
  /** one of the choices, or what was typed; missing if the user makes none */
  readonly choice?: string;
}

/** All of the above by name. */
export interface Records {
  readonly CatalogTree: CatalogTree;
  readonly CatalogNode: CatalogNode;
  readonly DescribeParams: DescribeParams;
  readonly CatalogChanged: CatalogChanged;
  readonly CommandDescription: CommandDescription;
  readonly Option: Option;
  readonly OptionSet: OptionSet;
  readonly Permission: Permission;
  readonly Example: Example;
  readonly LineParams: LineParams;
  readonly ScriptLine: ScriptLine;
  readonly SetOptionParams: SetOptionParams;
  readonly TextChange: TextChange;
  readonly SignInParams: SignInParams;
  readonly SignInResult: SignInResult;
  readonly SessionNeed: SessionNeed;
  readonly SessionConnection: SessionConnection;
  readonly ConnectionParams: ConnectionParams;
  readonly SignOutResult: SignOutResult;
  readonly WorkspaceParams: WorkspaceParams;
  readonly ConnectionList: ConnectionList;
  readonly UseParams: UseParams;
  readonly RenameParams: RenameParams;
  readonly SessionStatus: SessionStatus;
  readonly SessionApplication: SessionApplication;
  readonly SignInWay: SignInWay;
  readonly ImportCliParams: ImportCliParams;
  readonly ImportCliResult: ImportCliResult;
  readonly CliSignIn: CliSignIn;
  readonly CreateApplicationParams: CreateApplicationParams;
  readonly CreateApplicationResult: CreateApplicationResult;
  readonly DeviceCodeQuestion: DeviceCodeQuestion;
  readonly DeviceCodeAnswer: DeviceCodeAnswer;
  readonly SecretQuestion: SecretQuestion;
  readonly SecretAnswer: SecretAnswer;
  readonly StorageKeyQuestion: StorageKeyQuestion;
  readonly StorageKeyAnswer: StorageKeyAnswer;
  readonly EditorTokenQuestion: EditorTokenQuestion;
  readonly EditorTokenAnswer: EditorTokenAnswer;
  readonly Sealed: Sealed;
  readonly SessionChanged: SessionChanged;
  readonly ExecuteParams: ExecuteParams;
  readonly TextPosition: TextPosition;
  readonly ExecuteResult: ExecuteResult;
  readonly RunResult: RunResult;
  readonly HeldWrite: HeldWrite;
  readonly QueryParams: QueryParams;
  readonly QueryResult: QueryResult;
  readonly HistoryParams: HistoryParams;
  readonly HistoryResult: HistoryResult;
  readonly HistoryEntry: HistoryEntry;
  readonly OpenTerminalParams: OpenTerminalParams;
  readonly OpenTerminalResult: OpenTerminalResult;
  readonly CloseTerminalParams: CloseTerminalParams;
  readonly CloseTerminalResult: CloseTerminalResult;
  readonly ConfirmQuestion: ConfirmQuestion;
  readonly ConfirmAnswer: ConfirmAnswer;
  readonly ChooseQuestion: ChooseQuestion;
  readonly ChooseAnswer: ChooseAnswer;
}

/** Requests of the client. */
export interface ClientRequests {
  readonly 'm365/catalog/tree': { readonly params: undefined; readonly result: CatalogTree };
  readonly 'm365/catalog/describe': { readonly params: DescribeParams; readonly result: CommandDescription | null };
  readonly 'm365/script/line': { readonly params: LineParams; readonly result: ScriptLine };
  readonly 'm365/script/setOption': { readonly params: SetOptionParams; readonly result: TextChange | null };
  readonly 'm365/session/signIn': { readonly params: SignInParams; readonly result: SignInResult };
  readonly 'm365/session/signOut': { readonly params: ConnectionParams; readonly result: SignOutResult };
  readonly 'm365/session/list': { readonly params: WorkspaceParams; readonly result: ConnectionList };
  readonly 'm365/session/use': { readonly params: UseParams; readonly result: SessionConnection };
  readonly 'm365/session/remove': { readonly params: ConnectionParams; readonly result: SignOutResult };
  readonly 'm365/session/rename': { readonly params: RenameParams; readonly result: SessionConnection };
  readonly 'm365/session/status': { readonly params: WorkspaceParams; readonly result: SessionStatus };
  readonly 'm365/session/importCli': { readonly params: ImportCliParams; readonly result: ImportCliResult };
  readonly 'm365/session/createApplication': { readonly params: CreateApplicationParams; readonly result: CreateApplicationResult };
  readonly 'm365/execute': { readonly params: ExecuteParams; readonly result: ExecuteResult };
  readonly 'm365/query': { readonly params: QueryParams; readonly result: QueryResult };
  readonly 'm365/history': { readonly params: HistoryParams; readonly result: HistoryResult };
  readonly 'm365/terminal/open': { readonly params: OpenTerminalParams; readonly result: OpenTerminalResult };
  readonly 'm365/terminal/close': { readonly params: CloseTerminalParams; readonly result: CloseTerminalResult };
}

/** Requests of the server. */
export interface ServerRequests {
  readonly 'm365/session/deviceCode': { readonly params: DeviceCodeQuestion; readonly result: DeviceCodeAnswer };
  readonly 'm365/session/secret': { readonly params: SecretQuestion; readonly result: SecretAnswer };
  readonly 'm365/session/storageKey': { readonly params: StorageKeyQuestion; readonly result: StorageKeyAnswer };
  readonly 'm365/session/editorToken': { readonly params: EditorTokenQuestion; readonly result: EditorTokenAnswer };
  readonly 'm365/confirm': { readonly params: ConfirmQuestion; readonly result: ConfirmAnswer };
  readonly 'm365/choose': { readonly params: ChooseQuestion; readonly result: ChooseAnswer };
}

/** Notifications of the server. */
export interface ServerNotifications {
  readonly 'm365/session/changed': SessionChanged;
  readonly 'm365/catalog/changed': CatalogChanged;
}
