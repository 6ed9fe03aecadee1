$from = 'https://contoso.sharepoint.com/sites/old'; $folder = '/Shared Documents'
$files = m365 spo file list --webUrl $from --folderUrl $folder --recursive --fields 'Name,ServerRelativeUrl' | ConvertFrom-Json
$log = [System.Collections.Generic.List[string]]::new()
for ($i = 0; $i -lt $files.Count; $i++) {
    $f = $files[$i]
    if ($f.Name -match '\.tmp$') { continue }
    $local = Join-Path ([System.IO.Path]::GetTempPath()) $f.Name
    m365 spo file get --webUrl $from --url $f.ServerRelativeUrl --asFile --path $local
    $log.Add((m365 spo file add --webUrl 'https://contoso.sharepoint.com/sites/new' --folder 'Shared Documents' --path $local --overwrite --output text))
}
$log | Set-Content ./copy.log
