#!/bin/sh
# Subscribe to articles with kcat, seeing each revision of an article once.
#
#     sh deploy/examples/subscribe.sh localhost:9092 | jq .title
#
# It prints the articles as JSON lines, and stores the ce_id of each (its id and revision) in a file. kcat commits
# offsets while it reads: after a crash, articles that it had read and the loop had not printed are missing. Use it to
# watch articles, not to store them.
set -eu

broker=${1:?usage: subscribe.sh HOST:PORT [TOPIC] [GROUP] [FILE]}
topic=${2:-news.articles.v1}
group=${3:-my-team}
store=${4:-articles.txt}
touch "$store"

kcat -q -b "$broker" -G "$group" -X auto.offset.reset=earliest -u -f '%h\t%s\n' "$topic" |
  while IFS="$(printf '\t')" read -r headers article; do
    id=$(printf '%s' "$headers" | tr ',' '\n' | sed -n 's/^ce_id=//p')
    if ! grep -qxF "$id" "$store"; then
      printf '%s\n' "$id" >>"$store"
      printf '%s\n' "$article"
    fi
  done
