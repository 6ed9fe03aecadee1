// Scripts of a given length, the same at each call: what administrators write, over and over.
const SHELL = [
  i => `# step ${i}: collect the sites`,
  i => `sites_${i}=$(m365 spo site list --type TeamSite --output json)`,
  i => `for url in $(echo "$sites_${i}" | jq -r '.[].Url'); do`,
  () => '  m365 spo list list --webUrl "$url" --output text | while read -r list; do',
  i => `    echo "list $list of step ${i}" >> report.txt`,
  () => '  done',
  () => 'done',
  i => `if [ "$count" -gt ${i} ]; then`,
  i => `  m365 teams channel add --teamId "$team" --name 'Channel ${i}' --type private --owner "$owner"`,
  () => 'else',
  i => `  m365 spo listitem add --webUrl "https://contoso.sharepoint.com/sites/s${i}" \\`,
  i => `    --listTitle Log --Title "entry ${i}" --Status 'done'`,
  () => 'fi',
  () => 'm365 entra user list --properties displayName,mail --output csv > users.csv',
  i => `name_${i}="value number ${i}"`,
  i => `printf '%s\\n' "$name_${i}"`,
  () => '',
];
const POWERSHELL = [
  i => `# step ${i}: collect the sites`,
  i => `$sites${i} = m365 spo site list --type TeamSite --output json | ConvertFrom-Json`,
  i => `foreach ($site in $sites${i}) {`,
  () => '  $lists = m365 spo list list --webUrl $site.Url --output json | ConvertFrom-Json',
  i => `  Write-Host "step ${i}: $($lists.Count) lists in $($site.Title)"`,
  () => '}',
  i => `if ($count -gt ${i}) {`,
  i => `  m365 teams channel add --teamId $team --name 'Channel ${i}' --type private --owner $owner`,
  () => '} else {',
  i => `  m365 spo listitem add --webUrl "https://contoso.sharepoint.com/sites/s${i}" \``,
  i => `    --listTitle Log --Title "entry ${i}" --Status 'done'`,
  () => '}',
  i => `$row${i} = @{ Name = "value number ${i}"; Owner = $owner }`,
  i => `$rows += [pscustomobject] $row${i}`,
  () => 'm365 entra user list --properties displayName,mail --output csv | Out-File users.csv',
  () => '',
];

/** A script of `lines` lines; its last line is empty. */
export function script(language, lines) {
  const pattern = language === 'powershell' ? POWERSHELL : SHELL;
  const text = [];
  for (let i = 0; text.length < lines - 1; i++) {
    text.push(...pattern.map(line => line(i)));
  }
  return [...text.slice(0, lines - 1), ''].join('\n');
}
