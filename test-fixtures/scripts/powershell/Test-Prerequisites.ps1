if (-not (Get-Command m365 -ErrorAction SilentlyContinue)) {
    npm install --global '@pnp/cli-microsoft365'
}
$version = (m365 version) -replace '"', ''
if ([version]$version.TrimStart('v') -lt [version]'10.0.0') { Write-Error 'm365 is too old: run m365 cli doctor'; exit 2 }
m365 cli config set --key output --value json
m365 cli config set --key prompt --value false
$status = m365 status | ConvertFrom-Json
"Signed in as $($status.connectedAs); to sign out run: m365 logout"
