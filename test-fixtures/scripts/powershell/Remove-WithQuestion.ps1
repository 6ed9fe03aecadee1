# Someone watches a script that asks by itself.
$title = Read-Host 'Which list'
m365 spo list remove --webUrl $env:WEB --title $title
