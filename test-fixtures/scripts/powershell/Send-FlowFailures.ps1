param(
    [string] $EnvironmentName,
    [string] $To = 'admins@contoso.com'
)

function Get-FailedRun {
    param($Flow)
    m365 flow run list --environmentName $EnvironmentName --flowName $Flow.name --status Failed --output json |
        ConvertFrom-Json |
        Where-Object { [datetime]$_.startTime -gt (Get-Date).AddDays(-1) }
}

$failures = foreach ($flow in (m365 flow list --environmentName $EnvironmentName --asAdmin -o json | ConvertFrom-Json)) {
    $runs = @(Get-FailedRun -Flow $flow)
    if ($runs.Count -gt 0) { "$($flow.displayName): $($runs.Count)" }
}

if ($failures) {
    $body = @"
<p>Flows that failed since yesterday:</p>
<ul>
$($failures | ForEach-Object { "<li>$_</li>" })
</ul>
<p>Signed in as $((m365 status --output json | ConvertFrom-Json).connectedAs)</p>
"@
    m365 outlook mail send --to $To --subject "Flow failures: $($failures.Count)" --bodyContents $body --bodyContentType HTML
}
