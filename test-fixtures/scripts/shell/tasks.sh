#!/usr/bin/env bash
plan_id=$(m365 planner plan list --ownerGroupName 'Project Alpha' --query "[?title=='Launch'].id | [0]" --output text)
i=0
for title in "Write texts" Test 'Tell everyone'; do
  i=$((i + 1))
  m365 planner task add --title "$title" --planId "$plan_id" --bucketName 'To do' \
    --dueDateTime "$(date -u -d "+$i days" +%FT17:00:00Z)" \
    --percentComplete 0
done
m365 todo task add --title 'Look after the launch' --listName Tasks --importance high &
wait
