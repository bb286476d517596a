#!/usr/bin/env python3
"""Writes N feeds of 15 to 80 KB into a folder, half RSS and half Atom, the same ones every time.

    make_feeds.py FOLDER [N]
"""
import html
import pathlib
import random
import sys

SYLLABLES = 'ka lo mi ten ra vor sa pel dun os tri ban ul gre min or fa sol ve net par qui lam hes'.split()
OUTLET = 'https://outlet.example'


def word(r):
    return ''.join(r.choice(SYLLABLES) for _ in range(r.randint(1, 4)))


def sentence(r, least=8, most=22):
    words = [word(r) for _ in range(r.randint(least, most))]
    if r.random() < 0.25:
        words.insert(r.randrange(len(words)), r.choice(['$4.5bn', '"quoted"', 'A&B', '12 %', 'naïve', '€30', 'it’s']))
    return ' '.join(words).capitalize() + '.'


def paragraphs(r, least, most):
    out = []
    for _ in range(r.randint(least, most)):
        text = html.escape(' '.join(sentence(r) for _ in range(r.randint(2, 5))), quote=False)
        if r.random() < 0.4:
            text += ' <a href="/story/%d?utm_source=feed&amp;page=2">%s</a>' % (r.randrange(10**6), word(r))
        out.append('<p>%s</p>' % text)
    if r.random() < 0.3:
        out.insert(0, '<img src="%s/img/%d.jpg" alt="%s" />' % (OUTLET, r.randrange(10**6), word(r)))
    return '\n'.join(out)


def wrap(r, text):
    return '<![CDATA[%s]]>' % text if r.random() < 0.5 else html.escape(text, quote=False)


def rss(r, size):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
           ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
           ' xmlns:media="http://search.yahoo.com/mrss/"><channel>\n<title>%s</title><link>%s/</link>'
           '<description>%s</description><language>en</language>\n' % (word(r), OUTLET, sentence(r).replace('&', '&amp;'))]
    full = r.random() < 0.4
    n = 0
    while sum(map(len, out)) < size:
        n += 1
        page = '%s/%s/%d' % (OUTLET, word(r), r.randrange(10**8))
        out.append('<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s#%d</guid>'
                   '<pubDate>Tue, %02d Nov 2025 %02d:%02d:00 GMT</pubDate><dc:creator>%s %s</dc:creator>'
                   '<category>%s</category><description>%s</description>'
                   % (html.escape(sentence(r, 5, 12), quote=False), page, page, n, r.randint(1, 28), r.randint(0, 23),
                      r.randint(0, 59), word(r).title(), word(r).title(), word(r),
                      wrap(r, paragraphs(r, 1, 1))))
        if full:
            out.append('<content:encoded>%s</content:encoded>' % wrap(r, paragraphs(r, 3, 6)))
        if r.random() < 0.4:
            out.append('<media:content url="%s/img/%d.jpg" medium="image" width="800" height="450"/>'
                       % (OUTLET, r.randrange(10**6)))
        out.append('</item>\n')
    return ''.join(out) + '</channel></rss>\n'


def atom(r, size):
    out = ['<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
           '<title>%s</title><link href="%s/"/><link rel="self" href="%s/feed"/><updated>2025-11-20T00:00:00Z</updated>\n'
           % (word(r), OUTLET, OUTLET)]
    while sum(map(len, out)) < size:
        page = '%s/%s/%d' % (OUTLET, word(r), r.randrange(10**8))
        when = '2025-11-%02dT%02d:%02d:00Z' % (r.randint(1, 28), r.randint(0, 23), r.randint(0, 59))
        out.append('<entry><title type="html">%s</title><link href="%s"/><id>%s</id><published>%s</published>'
                   '<updated>%s</updated><author><name>%s</name></author><category term="%s"/>'
                   '<summary type="text">%s</summary><content type="html">%s</content></entry>\n'
                   % (html.escape(html.escape(sentence(r, 5, 12), quote=False), quote=False), page, page, when, when,
                      word(r).title(), word(r), html.escape(sentence(r), quote=False),
                      wrap(r, paragraphs(r, 2, 5))))
    return ''.join(out) + '</feed>\n'


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
        r = random.Random(i * 7 + 1)
        (folder / ('%03d.xml' % i)).write_text((rss if i % 2 else atom)(r, r.randint(15000, 80000)), encoding='utf-8')


main()
