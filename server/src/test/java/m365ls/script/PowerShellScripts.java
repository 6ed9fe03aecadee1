package m365ls.script;

import java.util.Random;

/** Makes PowerShell scripts that use the constructs administrators use, nested in each other. */
final class PowerShellScripts {

    private final Random random;

    private PowerShellScripts(Random random) {
        this.random = random;
    }

    /** A script of some ten statements; the same for the same random numbers. */
    static String script(Random random) {
        PowerShellScripts scripts = new PowerShellScripts(random);
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            script.append(scripts.statement(3)).append(scripts.pick("\n", "\n\n", "\r\n", " # note\n"));
        }
        return script.toString();
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    private String statement(int depth) {
        if (depth == 0) {
            return call();
        }
        String inner = statement(depth - 1);
        return switch (random.nextInt(20)) {
            case 0 -> "if (" + condition() + ") {\n" + inner + "\n}\nelse {\n" + statement(depth - 1) + "\n}";
            case 1 -> "foreach ($item in $items) {\n" + inner + "\n}";
            case 2 -> "try {\n" + inner + "\n}\ncatch {\nWrite-Warning \"$_\"\n}\nfinally { }";
            case 3 -> "function Get-It {\nparam($a, [string]$b = 'c')\n" + inner + "\n}";
            case 4 -> "$items | ForEach-Object {\n" + inner + "\n}";
            case 5 -> "switch ($kind) {\n'a' {\n" + inner + "\n}\ndefault { }\n}";
            case 6 -> "while ($x -lt 3) {\n" + inner + "\n$x++\n}";
            case 7 -> "$r = " + call() + " | ConvertFrom-Json";
            case 8 -> "$id = (" + call() + " | ConvertFrom-Json).Id";
            case 9 -> "Write-Host \"a $(" + call() + ") b\"";
            case 10 -> "$t = @\"\nx $(" + call() + ")\n$y\n\"@";
            case 11 -> "$h = @{\na = 'b'\nc = " + call() + "\n}";
            case 12 -> "<#\nm365 in a comment\n#>\n" + inner;
            case 13 -> "if ((" + call() + ") -eq 'x') { " + call() + " }";
            case 14 -> "$x.Add((" + call() + "))";
            case 15 -> "$list = @(" + call() + ")";
            case 16 -> "'m365 in a text', \"m365 too\" | Out-Null\n" + inner;
            case 17 -> "for ($i = 0; $i -lt 3; $i++) {\n" + inner + "\n}";
            case 18 -> call() + " |\n    Where-Object { $_.Title -like 'a*' } |\n    Select-Object Title";
            default -> call();
        };
    }

    private String condition() {
        return pick("$a -eq 'b'", "-not $a", "Test-Path $p", "$a -and ($b -or $c)", "!$a");
    }

    private String call() {
        StringBuilder call = new StringBuilder(pick("m365", "m365", "m365", "& m365", "& 'm365'", "microsoft365"));
        call.append(pick(" spo site get", " spo web list", " entra user list", " status", ""));
        for (int i = random.nextInt(5); i > 0; i--) {
            call.append(pick(" ", " ", "  ", " `\n    "))
                    .append(pick("--url", "--title", "-o", "--withGroups"))
                    .append(" ")
                    .append(value());
        }
        return call.toString();
    }

    private String value() {
        return pick(
                "json",
                "$x",
                "$x.y",
                "$x.y[0].z",
                "$x[0]",
                "'a b'",
                "\"a $x b\"",
                "\"$($x.y) z\"",
                "(Get-It 'a')",
                "'it''s'",
                "\"say `\"hi`\"\"",
                "$env:URL",
                "@h",
                "https://contoso.sharepoint.com/sites/a",
                "5",
                "'a,b'",
                "$(Get-It)",
                "($a -join ',')",
                "\"$x/y\"",
                "$x.Foo('a', 1)",
                "${x y}",
                "@'\na\n'@",
                "@\"\na $x\n\"@",
                "'m365 status'",
                "{ $_ }",
                "(m365 status)",
                "\"$(m365 version)\"",
                "$true");
    }
}
