"""The demonstration: a whole council's news site that never was, to be loaded by `manage.py demo`.

Everything in it is invented but for one published report (bao-cao-71-BC-DDHDND.txt). People are named
"… Mẫu …", places "… Mẫu", numbers are 9xx, and reading.py closes every invented piece with a notice.

What lies here
    people.json       decisions, people (an account for each role) and the delegation to the deputy
    categories.json   the tree of categories, in order, with keepers and stand-ins
    menu.json         the two-level menu: each entry leads to a category, a page or an address
    site.json         imprint, sister links, topics
    calendar.json     days off (to be confirmed by the province), the council's term, events
    banners.json      banners, each with its state and, but for the strip, a drawing
    articles/*.txt    one article or one edition of an article a file; the file's name is its key
    pages/*.txt       one page a file
    attached/*.txt    texts of the documents that articles carry; the report lies beside this file
    reading.py        reads all of these          documents.py   makes the attached files
    drawings.py       draws the pictures (painting.py, palette.py and scenes/ are its paint box)

Days are counted from the day of loading: "-3" is three days before, "+2 07:30" the day after tomorrow
at half past seven; "24-10-2023" is itself. In a text, {{-3}} becomes that day as 21-11-2026.

An article's file: lines `field: value`, a blank line, then the body in blocks with blank lines between
them. A block that begins with "<" is HTML and stays as it is; any other becomes a paragraph (it may hold
<strong>, <em>, <a>). The block {{hình 1}} stands for the first picture under `inside`.

    state         where the edition ends: a value of editorial.models.State
    headline, standfirst, byline, correction, source_name, source_url: text as in news.models.Article
    genre, origin a value of Genre, of Origin (own if not said)
    category, topic  slugs              tags   names with ";" between them
    event         the day of the event reported
    author        the account that sends it in; typed_by: who typed it in for the author (nhập thay)
    editor        the member who took it and asked for its publication
    publisher     who published, scheduled, hid or withdrew it
    published     first published at this time; since: in its state since ("now": the loading); scheduled: due at
    lane          why its author puts it in the urgent lane (it waits there)
    word          the name of the Word file as which its author sends it in: text, and no pictures
    reason        why it was returned, rejected, hidden, withdrawn or published urgently
    urgent        "yes": published through the urgent door and not yet confirmed
    over          the key of the live article over which this edition is open
    before        the key of the article of which this is an older, superseded edition
    front         its place among the pieces that the board puts first on the home page; 1 leads
    illustration  "no": a real piece, without the notice at its end
    note          account | what this person wrote to the others (may repeat)
    picture       scene variant [size] | caption | alternative text: the lead picture
    photo         the same: a picture of a photo story (repeats, in order)
    inside        the same: a picture inside the body (repeats, in order)
    attachment    file name | title | source (repeats): a .docx is made from the text file `source`,
                  an .xlsx from the article's first table (`table`), a .pdf from a drawing (`scene variant`)
    video_url, video_length (seconds), video_summary, video_poster (scene variant)

A page's file has the fields title, summary, author, editor, publisher, published, picture.

So that an edition gets where it ends through the ordinary moves: `author` submits, `editor` takes and
approves, `publisher` publishes; author and editor are never the same person.
"""
