// SPDX-License-Identifier: Apache-2.0
// Colours follow Okabe and Ito, whose palette is told apart with every kind of colour vision; a
// label has its line pattern and its name besides. The script works on what stands in the page: it
// makes no element of a text other than by textContent or by cloning.
#include "view/assets.h"

namespace waymark::view {

const std::string_view kStyle = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1a1a1a;--soft:#f3f3f0;--line:#8a8a86;--accent:#004f80;--hit:#ffe08a}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#161616;--fg:#ececec;--soft:#242424;--line:#8a8a86;--accent:#8ecbff;--hit:#6b5200}}
:root[data-theme=dark]{color-scheme:dark;--bg:#161616;--fg:#ececec;--soft:#242424;--line:#8a8a86;--accent:#8ecbff;--hit:#6b5200}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif}
header,main{max-width:80rem;margin:auto;padding:.5rem 1rem}
header{border-bottom:1px solid var(--line)}
h1{font-size:1.4rem;margin:.3rem 0}h2{font-size:1.15rem}h3{font-size:1rem}
a{color:var(--accent)}
nav a{margin-right:1rem}
.tools{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;margin:.5rem 0}
.tools fieldset{border:1px solid var(--line);border-radius:.3rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem;margin:0;padding:.2rem .6rem}
input[type=search]{font:inherit;min-width:14rem}
button{font:inherit;padding:.1rem .6rem}
article{border-top:1px solid var(--line);padding:.5rem 0;margin-top:1rem}article:first-child{border-top:0;margin-top:0}
.meta{color:var(--fg);opacity:.8;margin:.2rem 0;font-size:.9rem;overflow-wrap:anywhere}
.text{position:relative;padding-bottom:calc(var(--deep)*4px);white-space:pre-wrap;overflow-wrap:anywhere;line-height:calc(2.1em + var(--deep)*6px);font-size:1.05rem;max-width:60rem;unicode-bidi:isolate}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
.sides>section{min-width:0}
@media(max-width:50rem){.sides{grid-template-columns:1fr}}
mark{--c:0 114 178;--h:0;color:inherit;background:rgb(var(--c)/.13);border-bottom:3px solid rgb(var(--c));border-radius:2px 2px 0 0;padding:0 1px calc(var(--h)*6px);cursor:pointer}
mark::before{content:attr(data-l);font:600 .58em/1 system-ui,sans-serif;vertical-align:super;margin-right:.25em;letter-spacing:.03em}
mark.cont::before{content:"…"}
mark.cont{border-top-left-radius:0}
.plain mark::before{content:none}
mark:focus,mark.on{outline:3px solid var(--accent);outline-offset:1px}
mark.near{outline:2px dashed var(--accent);outline-offset:1px}
mark.diff{box-shadow:inset 0 0 0 1px var(--fg);background-image:repeating-linear-gradient(45deg,rgb(var(--c)/.35) 0 3px,transparent 3px 9px)}
mark.diff::after{content:" ≠";font-weight:700}
mark.off,.sames mark:not(.diff){background:none;border-color:transparent;cursor:auto}
mark.off::before,mark.off::after,.sames mark:not(.diff)::before{content:none}
.h1{--h:1}.h2{--h:2}.h3{--h:3}.h4{--h:4}.h5{--h:5}.h6{--h:6}.h7{--h:7}.h8{--h:8}.h9{--h:9}
.c0{--c:0 114 178;border-bottom-style:solid}.c1{--c:213 94 0;border-bottom-style:double;border-bottom-width:4px}
.c2{--c:0 158 115;border-bottom-style:dashed}.c3{--c:204 121 167;border-bottom-style:dotted}
.c4{--c:180 130 0;border-bottom-style:solid;border-bottom-width:1px}.c5{--c:86 180 233;border-bottom-style:dashed;border-bottom-width:2px}
.c6{--c:110 110 110;border-bottom-style:solid;border-bottom-width:5px}.c7{--c:0 114 178;border-bottom-style:dotted;border-bottom-width:5px}
.c8{--c:213 94 0;border-bottom-style:dashed;border-bottom-width:5px}.c9{--c:0 158 115;border-bottom-style:double;border-bottom-width:5px}
.c10{--c:204 121 167;border-bottom-style:groove;border-bottom-width:5px}.c11{--c:180 130 0;border-bottom-style:ridge;border-bottom-width:5px}
.key{border-bottom-color:rgb(var(--c));border-bottom-width:3px;background:rgb(var(--c)/.13);padding:0 .3em;white-space:nowrap}
.wires{position:absolute;inset:0;width:100%;height:100%;overflow:visible;pointer-events:none}
.wires path{fill:none;stroke:var(--fg);stroke-width:1.5}
.wires text{font:600 11px system-ui,sans-serif;fill:var(--fg);paint-order:stroke;stroke:var(--bg);stroke-width:4px}
table{border-collapse:collapse;margin:.5rem 0;font-size:.92rem}
th,td{border-bottom:1px solid var(--line);padding:.2rem .6rem;text-align:left;vertical-align:top}
th[scope=row]{font-weight:400}
tr:target,tr.on{background:var(--soft)}
td.bar{min-width:10rem}td.bar span{display:block;height:.9em;margin-top:.3em;background:repeating-linear-gradient(90deg,var(--accent) 0 6px,rgb(128 128 128/.45) 6px 7px)}
td ol{margin:0;padding-left:1.2rem}
code{font-size:.9em}
.scroll{overflow-x:auto}
#details{position:fixed;left:0;right:0;bottom:0;max-height:45vh;overflow:auto;background:var(--soft);border-top:2px solid var(--accent);padding:.4rem 1rem}
#details:empty{display:none}
#details dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0;max-width:78rem;margin:auto}
#details dt{font-weight:600}#details dd{margin:0;overflow-wrap:anywhere}
body.open{padding-bottom:45vh}
svg.map,svg.plot{width:100%;max-width:62rem;height:auto;background:var(--soft)}
svg text{font:12px system-ui,sans-serif;fill:var(--fg)}
svg .grid{stroke:var(--line);stroke-width:.5;fill:none}
svg.map circle{fill:rgb(0 114 178/.45);stroke:var(--fg);stroke-width:1}
svg.map .name{font-weight:600;paint-order:stroke;stroke:var(--bg);stroke-width:3px}
svg .curve{stroke:rgb(var(--c));fill:none;stroke-width:2}
svg .curve text{stroke:none;fill:var(--fg)}
.error .context b{border-bottom:3px double}
.error .kind{font-weight:600}
::highlight(found){background:var(--hit);color:var(--fg)}
.hidden{display:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
@media print{header .tools,header p.meta,nav,#details,.skip{display:none!important}.text{line-height:calc(1.8em + var(--deep)*5px)}body{padding:0!important}article{break-inside:auto}mark,.key,td.bar span,svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

const std::string_view kScript = R"js(
'use strict';
(() => {
const $ = (s, root) => [...(root || document).querySelectorAll(s)];
const panel = document.getElementById('details');
const status = document.getElementById('status');
const NS = 'http://www.w3.org/2000/svg';
let current = null, held = false;

const whole = mark => mark.dataset.m ? document.getElementById(mark.dataset.m) : mark;
const rowOf = mark => document.getElementById('r' + mark.id);
const textOf = mark => mark.closest('.text');

function clear() {
  $('mark.on, mark.near, tr.on').forEach(e => e.classList.remove('on', 'near'));
  $('.wires:not(.all)').forEach(e => e.remove());
  panel.replaceChildren();
  document.body.classList.remove('open');
  current = null;
}

function wiresOf(text, all) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('class', all ? 'wires all' : 'wires');
  svg.setAttribute('aria-hidden', 'true');
  text.append(svg);
  return svg;
}

function wire(svg, from, to, label) {
  const box = svg.getBoundingClientRect();
  const a = from.getClientRects()[0], b = to.getClientRects()[0];
  if (!a || !b) return;
  const x1 = a.left + a.width / 2 - box.left, y1 = a.top - box.top + 8;
  const x2 = b.left + b.width / 2 - box.left, y2 = b.top - box.top + 8;
  const lift = Math.min(y1, y2) - 14 - Math.min(22, Math.abs(x2 - x1) / 16);
  const path = document.createElementNS(NS, 'path');
  path.setAttribute('d', `M${x1} ${y1}C${x1} ${lift} ${x2} ${lift} ${x2} ${y2}m-4 -6l4 6l4 -6`);
  const text = document.createElementNS(NS, 'text');
  text.setAttribute('x', (x1 + x2) / 2);
  text.setAttribute('y', lift + 8);
  text.setAttribute('text-anchor', 'middle');
  text.textContent = label;
  svg.append(path, text);
}

function relatives(row) {
  return $('a[data-to], a[data-from], a[data-slot]', row).map(a => ({
    mark: document.getElementById(a.getAttribute('href').slice(1)),
    label: a.dataset.to || a.dataset.from || a.dataset.slot,
    back: a.dataset.from !== undefined
  })).filter(r => r.mark);
}

function fill(row) {
  const list = document.createElement('dl');
  const titles = $('th', row.parentElement.rows[0]);
  [...row.cells].forEach((cell, i) => {
    if (!cell.textContent.trim()) return;
    const dt = document.createElement('dt'), dd = document.createElement('dd');
    dt.textContent = titles[i].textContent;
    dd.append(...cell.cloneNode(true).childNodes);
    list.append(dt, dd);
  });
  panel.replaceChildren(list);
  document.body.classList.add('open');
}

function show(mark) {
  mark = whole(mark);
  if (!mark || mark === current || mark.classList.contains('off')) return;
  clear();
  const row = rowOf(mark);
  if (!row) return;
  current = mark;
  mark.classList.add('on');
  row.classList.add('on');
  fill(row);
  const svg = wiresOf(textOf(mark), false);
  for (const r of relatives(row)) {
    r.mark.classList.add('near');
    r.back ? wire(svg, r.mark, mark, r.label) : wire(svg, mark, r.mark, r.label);
  }
}

function go(mark) {
  if (!mark) return;
  $('mark[tabindex="0"]', textOf(mark)).forEach(m => m.tabIndex = -1);
  mark.tabIndex = 0;
  mark.focus();
}

function step(mark, key) {
  const marks = $('mark[id]:not(.off)', textOf(mark));
  const at = marks.indexOf(mark);
  if (key === 'ArrowRight') return marks[at + 1];
  if (key === 'ArrowLeft') return marks[at - 1];
  if (key === 'Home') return marks[0];
  if (key === 'End') return marks[marks.length - 1];
  if (key === 'ArrowUp') return mark.parentElement.closest('mark[id]');
  if (key === 'ArrowDown') return mark.querySelector('mark[id]:not(.off)');
  return null;
}

function nextDifference(back) {
  const all = $('mark.diff[id]').filter(m => m.offsetParent);
  const at = all.indexOf(document.activeElement);
  go(at < 0 ? all[0] : all[(at + (back ? all.length - 1 : 1)) % all.length]);
}

document.addEventListener('focusin', e => {
  if (e.target.matches('mark')) { held = true; show(e.target); }
});
document.addEventListener('pointerover', e => {
  const mark = e.target.closest && e.target.closest('mark');
  if (mark && !held) show(mark);
});
document.addEventListener('click', e => {
  const link = e.target.closest('a[href^="#"]');
  const goal = link && document.getElementById(link.getAttribute('href').slice(1));
  if (goal && goal.matches('mark')) { e.preventDefault(); goal.scrollIntoView({block: 'center'}); go(goal); return; }
  const mark = e.target.closest('mark');
  if (mark && !mark.classList.contains('off')) go(whole(mark));
  else if (!e.target.closest('#details')) { held = false; clear(); }
});
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === 'Escape') { held = false; clear(); return; }
  const typing = e.target.matches('input, textarea, select');
  if (e.target.matches('mark')) {
    const goal = step(e.target, e.key);
    if (goal) { e.preventDefault(); go(goal); return; }
  }
  if (!typing && e.key === '/') { e.preventDefault(); document.getElementById('search').focus(); }
  if (!typing && (e.key === 'n' || e.key === 'p') && document.querySelector('mark.diff')) nextDifference(e.key === 'p');
});

const labels = new Map();
$('mark[data-l]').forEach(m => { if (!labels.has(m.dataset.l)) labels.set(m.dataset.l, m.className.match(/c\d+/)[0]); });
const box = document.getElementById('labels-on');
for (const [label, look] of [...labels].sort((a, b) => a[0] < b[0] ? -1 : 1).slice(0, 60)) {
  const name = document.createElement('label'), input = document.createElement('input'), key = document.createElement('span');
  input.type = 'checkbox';
  input.checked = true;
  key.className = 'key ' + look;
  key.textContent = label;
  input.addEventListener('change', () => {
    clear();
    $('mark, tr').filter(e => e.dataset.l === label).forEach(e => e.classList.toggle(e.matches('tr') ? 'hidden' : 'off', !input.checked));
    drawAll();
  });
  name.append(input, ' ', key);
  box.append(name);
}

function drawAll() {
  $('.wires.all').forEach(e => e.remove());
  if (!document.getElementById('relations-on').checked) return;
  let left = 1000;
  for (const text of $('.text')) {
    const svg = wiresOf(text, true);
    for (const mark of $('mark[id]:not(.off)', text)) {
      if (left <= 0) return;
      for (const r of relatives(rowOf(mark)))
        if (!r.back && !r.mark.classList.contains('off') && left-- > 0) wire(svg, mark, r.mark, r.label);
    }
  }
}
document.getElementById('relations-on').addEventListener('change', drawAll);
addEventListener('resize', () => { const mark = current; clear(); drawAll(); if (mark) show(mark); });

document.getElementById('names-on').addEventListener('change', e => { document.body.classList.toggle('plain', !e.target.checked); drawAll(); });
const sames = document.getElementById('sames-on');
if (sames) sames.addEventListener('change', () => {
  document.body.classList.toggle('sames', !sames.checked);
  $('article').forEach(a => a.classList.toggle('hidden', !sames.checked && !a.querySelector('mark.diff')));
});

function find(query) {
  const wanted = query.trim().toLowerCase(), ranges = [];
  let shown = 0;
  for (const article of $('article')) {
    const found = !wanted || article.textContent.toLowerCase().includes(wanted);
    article.classList.toggle('hidden', !found);
    if (!found) continue;
    ++shown;
    if (!wanted) continue;
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()) && ranges.length < 2000;) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue;
      for (let at = 0; (at = text.indexOf(wanted, at)) >= 0; at += wanted.length) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        ranges.push(range);
      }
    }
  }
  if (window.Highlight && CSS.highlights) CSS.highlights.set('found', new Highlight(...ranges));
  status.textContent = wanted ? shown + ' of ' + $('article').length + ' documents hold it' : '';
  drawAll();
}
document.getElementById('search').addEventListener('input', e => find(e.target.value));

document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
$('.tools').forEach(t => t.classList.remove('hidden'));
})();
)js";

}  // namespace waymark::view
