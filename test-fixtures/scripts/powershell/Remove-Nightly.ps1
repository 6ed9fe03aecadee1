foreach ($id in $ids) {
    m365 spo listitem remove --webUrl $env:WEB --listTitle Tasks --id $id
#        ^^^^^^^^^^^^^^^^^^^ information missing-force: 'spo listitem remove' asks for confirmation and waits for the answer. A script that no one watches needs --force.
    m365 spo listitem remove --webUrl $env:WEB --listTitle Tasks --id $id --force
}
