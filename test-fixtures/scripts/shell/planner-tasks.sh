#!/usr/bin/env bash
plan="$(m365 planner plan get --title 'Plan A' --ownerGroupName IT --query id --output text)"
m365 planner task list --planId "$plan"
m365 planner task add --title "Order laptops" --planId "$plan" --bucketName "To do" --percentComplete half
#                                                                                                     ^^^^ invalid-value: percentComplete should be between 0 and 100.
m365 planner bucket add --name Later
#    ^^^^^^^^^^^^^^^^^^ option-set: 'planner bucket add' needs one of --planId, --planTitle, --rosterId.
m365 todo task add --title "Call Ada" --listName Tasks --importance hgih
#                                                                   ^^^^ value-not-allowed: 'hgih' is no value of --importance, which can be low, normal, high.
