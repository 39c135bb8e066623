import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FormattedText } from '../../../src/sandbox/telegram/format/entity.js';
import { parseHtml } from '../../../src/sandbox/telegram/format/html.js';
import { parseMarkdown } from '../../../src/sandbox/telegram/format/markdown.js';
import { parseMarkdownV2 } from '../../../src/sandbox/telegram/format/markdownV2.js';
import { Refusal } from '../../../src/sandbox/telegram/refusal.js';
import { judge, type ParseMode, type Verdict } from './tdlibOracle.js';

const parsers: Record<ParseMode, (text: string) => FormattedText> = { HTML: parseHtml, MarkdownV2: parseMarkdownV2, Markdown: parseMarkdown };

function ours(text: string, mode: ParseMode): Verdict {
  try {
    return parsers[mode](text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.description.replace(/^Bad Request: can't parse entities: /, '') };
  }
}

const htmlCases = [
  'plain', '', '<b>bold</b> <i>italic</i> <u>u</u> <s>s</s> <tg-spoiler>x</tg-spoiler>', '<B>upper</B>', '<strong><em>x</em></strong>',
  '<ins>a</ins><del>b</del><strike>c</strike>', '<span class="tg-spoiler">x</span>', '<span class="other">x</span>', '<span>x</span>',
  '<pre>a\nb</pre>', '<pre><code class="language-js">x</code></pre>', '<code class="language-js"><pre>x</pre></code>', '<code class="language-js">x</code>',
  '<pre><code>x</code></pre>', '<pre><code class="language-">x</code></pre>', '<pre>a<code class="language-js">x</code></pre>',
  '<blockquote>q</blockquote>', '<blockquote expandable>q</blockquote>', '<blockquote expandable="">q</blockquote>', '<blockquote cite="x">q</blockquote>',
  '<a href="https://a.b/c?d=e&amp;f">x</a>', "<a href='t.me/x'>x</a>", '<a href=ya.ru>x</a>', '<a href="bad">x</a>', '<a>ya.ru</a>', '<a href="">ya.ru</a>',
  '<a href="tg://user?id=5">x</a>', '<a href="tg://resolve?domain=x">x</a>', '<a href="HTTPS://EXAMPLE.com:443/Q">x</a>', '<a href="http://a.b:0/">x</a>',
  '<a href="http://a b">x</a>', '<a href="http://u:p@a.b">x</a>', '<a href="http://[::1]/x">x</a>', '<a href="http://[::g]/x">x</a>', '<a href="ftp://a.b">x</a>',
  '<a href="a.b/%20%zz c">x</a>', '<a href="a%2e.b">x</a>', '<a href="a%2.b">x</a>', '<a href="ton://a/b">x</a>', '<a href="tg:x#y">x</a>', '<a href="http://.">x</a>',
  '<tg-emoji emoji-id="5">x</tg-emoji>', '<tg-emoji emoji-id="x">x</tg-emoji>', '<tg-emoji>x</tg-emoji>', '<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>',
  '<tg-time unix="5" format="wDT">x</tg-time>', '<tg-time unix="5" format="r">x</tg-time>', '<tg-time unix="5" format="q">x</tg-time>', '<tg-time unix="5">x</tg-time>', '<tg-time>x</tg-time>',
  '<b>open', 'x</b>', '<b>x</i>', '<b>x</>', '<b>x</b >', '<b>x</b', '<b', '<', 'a < b', '<x>', '<script>x</script>', '<b/>', '<br>', '<b x>y</b>', '<b x=y>z</b>', '<b x="y>z</b>', '<b =>z</b>', '<b x=y/>z</b>', '<b x= >z</b>', '<b x',
  '&lt;&gt;&amp;&quot;', '&nbsp;&copy;&apos;', '&#65;&#x41;&#X41;&#x1F600;', '&#0;&#xFFFFFFFF;&#1114111;', '&lt &amp', '& &; &#; &#x;', '&#xD800;', '<b>&lt;b&gt;</b>', '&LT;',
  '<b>😀</b> <i>é</i>', '😀<b>x</i>', '<b></b>', '<b> </b>', '<b><b>x</b></b>', '<b>a<i>b</b>c</i>', '<i><b>x</b></i>', '<u><s><i><b>x</b></i></s></u>',
  '<blockquote><pre><code class="language-a">x</code></pre></blockquote>', '1.5 BTC > 3% & rising', '<a href="x.y"><b>z</b></a>',
];

const markdownCases = [
  'plain', '', '*b* _i_ __u__ ~s~ ||p|| `c`', '*b _i __u__ i_ b*', '___x_ y__', '__ x_', '_a__b_', '___a___', '```x```', '```js\nx```', '```\nx```', '```\r\nx```', '```js x```', '```js```', '``` js\nx```', '`a*b`', '`a\\`b`', '```a`b```',
  '[x](ya.ru)', '[x](ya.ru\\))', '[x](bad)', '[x]', '[ya\\.ru]', '[x](ya.ru', '[](ya.ru)', '[*b*](ya.ru)', '[x](tg://user?id=7)', '![x](tg://emoji?id=5)', '![x](tg://emoji?id=0)', '![x](tg://time?unix=5&format=r)', '![x](tg://time?unix=5&format=zz)', '![x]', '![x](ya.ru)', '![](ya.ru)', '![x', '![](tg://emoji?id=1)',
  '>q', '>a\n>b', '>a\nb', '>a\n\n>b', '>a||', '>a||\nb', '>||a||', '>||a||\nb', '>a\n>||b||', '>a\n>b||', '>*a*||', '>*a\n>b*', '>*a\nb*', '>||\n', '>||', '>', '>\n', '>\n>', '**>a||', '**>a\n>b||\nc', 'x\n>a', 'x >a', '\r>a', '\\\n>a', '*\n>a*', '*\n>a\n*', '>`a\nb`', '>a\r\n>b||\r\nc', '>||\r\nx', '>_a||\nb',
  '1.5', '1\\.5', '-3%', '(BTC)', '\\(BTC\\)', 'a+b', 'a=b', '#1', 'a|b', '{x}', '!', 'a!b', '\\', 'a\\', '\\a', '\\😀', '\\\\', '*a', '_a', '__a', '~a', '||a', '`a', '```a', '```a b', '|', '||', '||||', '**', '__', '``', '``````', '~~',
  '*😀*', '😀*a', '*é*', '*a\nb*', '_a_ __b__', '*a**b*', '_a__b__c_', '>😀\n>b\nc', 'x]', 'x)', '[a](b.c)d', '*[a](b.c)*', '[a](b.c\\',
];

describe.each<[ParseMode, string[]]>([['HTML', htmlCases], ['MarkdownV2', markdownCases], ['Markdown', ['*a* [b](ya.ru) _c_ `d` ```e```', 'a_b', '\\_a', '[a', '**', '```js\nx```', '[a](ya.ru', '*a_b*', '😀*a', 'x\\', '[x](bad)', '```a']]])('%s', (mode, cases) => {
  it.each(cases)('gives %j the verdict, text and entities Telegram gives it', (text) => {
    expect(ours(text, mode)).toEqual(judge(text, mode));
  });
});

const pieces = {
  HTML: ['<b>', '</b>', '<i>', '</i>', '<u>', '</u>', '<code>', '</code>', '<code class="language-x">', '<pre>', '</pre>', '<a href="ya.ru">', '<a href="bad">', '</a>', '<blockquote>', '<blockquote expandable>', '</blockquote>', '<tg-spoiler>', '</tg-spoiler>', '<span class="tg-spoiler">', '</span>', '<tg-time unix="9" format="t">', '</tg-time>', '</>', '<', '>', '&', '&lt;', '&#65;', '&#x', ';', '"', '=', '/', ' ', '\n', 'a', 'x', '1.5', 'é', '😀', '<x>', '<b '],
  MarkdownV2: ['*', '_', '__', '~', '|', '||', '`', '```', '[', ']', '](ya.ru)', '(', ')', '![', '](tg://emoji?id=5)', '>', '\n>', '\n', '\r', '\\', '\\.', '.', '-', '!', '#', 'a', 'b', ' ', 'é', '😀', 'js\n', '\n**>', '||\n'],
  Markdown: ['*', '_', '`', '```', '[', ']', '](ya.ru)', '(', ')', '\\', '\\_', '\n', 'a', ' ', 'é', '😀', 'js\n'],
};

const opposites: Record<string, [string, string]> = {
  bold: ['*', '*'], italic: ['_', '_'], underline: ['__', '__'], strike: ['~', '~'], spoiler: ['||', '||'], code: ['`', '`'], link: ['[', '](ya.ru)'],
};
const nested = fc.letrec<{ node: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom('a', 'b c', '1\\.5', '😀', '\n', '\n>', 'é'),
  node: fc.oneof({ depthSize: 'small' }, tie('leaf'), fc.tuple(fc.constantFrom(...Object.values(opposites)), fc.array(tie('node'), { maxLength: 3 }))
    .map(([[open, close], inner]) => open + inner.join('') + close)),
})).node;

describe('any text', () => {
  it.each<ParseMode>(['HTML', 'MarkdownV2', 'Markdown'])('in %s gets the verdict, text and entities Telegram gives it', (mode) => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces[mode]), { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      expect(ours(text, mode)).toEqual(judge(text, mode));
    }), { numRuns: 4_000 });
  });

  it('of well nested MarkdownV2 gets the verdict, text and entities Telegram gives it', () => {
    fc.assert(fc.property(fc.array(nested, { maxLength: 5 }), fc.constantFrom('', '>', '>x\n'), (parts, start) => {
      const text = start + parts.join('');
      expect(ours(text, 'MarkdownV2')).toEqual(judge(text, 'MarkdownV2'));
    }), { numRuns: 2_000 });
  });
});
