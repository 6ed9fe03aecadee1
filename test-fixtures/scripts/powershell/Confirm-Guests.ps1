$guests = m365 entra user list --type Guest --properties id,displayName,mail --output json | ConvertFrom-Json
$results = @{ Kept = 0; Blocked = 0 }
foreach ($guest in $guests) {
    Write-Host -NoNewline "Keep $($guest.displayName) <$($guest.mail)>? "
    switch -Regex (Read-Host) {
        '^y' { $results.Kept++; break }
        '^n' {
            m365 entra user set --id $guest.id --accountEnabled false
            $results.Blocked++
            break
        }
        default { 'Skipped' }
    }
}
$results | ConvertTo-Json
