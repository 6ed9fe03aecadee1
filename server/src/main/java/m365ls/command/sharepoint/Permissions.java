package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.Stop;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** Names for SharePoint's permissions, which the services give as numbers. */
final class Permissions {

    /** Name and number, by Microsoft's reference of {@code SP.PermissionKind}. */
    private static final List<String> KINDS = List.of(
            "ViewListItems 1",
            "AddListItems 2",
            "EditListItems 3",
            "DeleteListItems 4",
            "ApproveItems 5",
            "OpenItems 6",
            "ViewVersions 7",
            "DeleteVersions 8",
            "CancelCheckout 9",
            "ManagePersonalViews 10",
            "ManageLists 12",
            "ViewFormPages 13",
            "AnonymousSearchAccessList 14",
            "Open 17",
            "ViewPages 18",
            "AddAndCustomizePages 19",
            "ApplyThemeAndBorder 20",
            "ApplyStyleSheets 21",
            "ViewUsageData 22",
            "CreateSSCSite 23",
            "ManageSubwebs 24",
            "CreateGroups 25",
            "ManagePermissions 26",
            "BrowseDirectories 27",
            "BrowseUserInfo 28",
            "AddDelPrivateWebParts 29",
            "UpdatePersonalWebParts 30",
            "ManageWeb 31",
            "AnonymousSearchAccessWebLists 32",
            "UseClientIntegration 37",
            "UseRemoteAPIs 38",
            "ManageAlerts 39",
            "CreateAlerts 40",
            "EditMyUserInfo 41",
            "EnumeratePermissions 63");

    /** By Microsoft's reference of {@code SP.PrincipalType}. */
    private static final Map<String, String> PRINCIPALS = Map.of(
            "0", "None",
            "1", "User",
            "2", "DistributionList",
            "4", "SecurityGroup",
            "8", "SharePointGroup",
            "15", "All");

    private static final int ALL_HIGH = 32767;
    private static final int ALL_LOW = 65535;

    /** By number, by Microsoft's reference of {@code SP.RoleType}. */
    private static final List<String> ROLES = List.of(
            "None", "Guest", "Reader", "Contributor", "WebDesigner", "Administrator", "Editor", "Reviewer", "System");

    private Permissions() {}

    /** Adds to each role its permissions and its kind by their names. */
    static void name(JsonArray roles) {
        for (JsonElement each : roles) {
            if (each instanceof JsonObject role) {
                JsonElement permissions = Json.at(role, "BasePermissions");
                role.add("BasePermissionsValue", names(Json.text(permissions, "High"), Json.text(permissions, "Low")));
                role.add("RoleTypeKindValue", role(Json.text(role, "RoleTypeKind")));
            }
        }
    }

    /** Who has which permissions on what is at an address, with the names of the permissions. */
    static JsonArray assignments(CommandRun run, String address) throws Stop, InterruptedException {
        JsonArray assignments = CommandRun.values(
                SharePoint.get(run, address + "/RoleAssignments?$expand=Member,RoleDefinitionBindings"));
        for (JsonElement assignment : assignments) {
            name(Json.list(assignment, "RoleDefinitionBindings"));
        }
        return assignments;
    }

    /** Adds to the member of each assignment its kind by its name. */
    static void nameMembers(JsonArray assignments) {
        for (JsonElement assignment : assignments) {
            if (Json.at(assignment, "Member") instanceof JsonObject member) {
                String kind = Json.text(member, "PrincipalType");
                JsonElement name =
                        PRINCIPALS.containsKey(kind) ? new JsonPrimitive(PRINCIPALS.get(kind)) : Undefined.VALUE;
                member.add("PrincipalTypeString", name);
            }
        }
    }

    private static JsonArray names(String highText, String lowText) {
        int high = bits(highText);
        int low = bits(lowText);
        JsonArray names = new JsonArray();
        for (String kind : KINDS) {
            int blank = kind.indexOf(' ');
            int bit = Integer.parseInt(kind.substring(blank + 1)) - 1;
            boolean has = (bit < 32 ? low >>> bit : high >>> (bit - 32)) % 2 != 0;
            if (has) {
                names.add(kind.substring(0, blank));
            }
        }
        if ((high & ALL_HIGH) == ALL_HIGH && JavaScriptNumbers.number(lowText) == ALL_LOW) {
            names.add("FullMask");
        }
        return names;
    }

    /** The 32 bits that JavaScript takes of a number. */
    private static int bits(String number) {
        double value = JavaScriptNumbers.number(number);
        return Double.isFinite(value) ? (int) (long) value : 0;
    }

    private static JsonElement role(String number) {
        double kind = JavaScriptNumbers.number(number);
        boolean known = !number.isEmpty() && kind >= 0 && kind < ROLES.size() && kind == Math.rint(kind);
        return known ? new JsonPrimitive(ROLES.get((int) kind)) : Undefined.VALUE;
    }
}
