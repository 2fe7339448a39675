(function (root) {
  'use strict';
  /* What src/report/network_words.c says of a tie on a day, for any day; days are numbers since 1970-01-01. */
  function days(text) {
    if (text === '') return { unknown: true };
    if (text === 'o') return { open: true };
    var two = text.split(' ');
    return { first: +two[0], last: +two[1], dated: true };
  }
  function tieOn(begin, end, former, first, last) {
    var b = days(begin), e = days(end);
    if (b.dated && b.first > last) return 'not-yet';
    if ((e.dated && e.last < first) || former) return 'over';
    if (b.dated && b.last <= first && (e.open || (e.dated && e.first >= last))) return 'holds';
    return 'maybe';
  }
  /* Listings are half open: on the day of the end they hold no longer. */
  function listedOn(from, to, first, last) {
    var b = days(from), e = days(to), begun = b.open || (b.dated && b.last <= first);
    if (b.dated && b.first > last) return 'later';
    if (e.dated && e.last <= first) return 'ended';
    return begun && (e.open || (e.dated && e.first > last)) ? 'listed' : 'possibly';
  }
  if (root.module) { root.module.exports = { tieOn: tieOn, listedOn: listedOn }; return; }

  var form = document.getElementById('controls'), range = document.getElementById('date'),
    shown = document.getElementById('shown'), svg = document.querySelector('.network');
  if (!form || !svg) return;
  var ties = [].slice.call(document.querySelectorAll('.tie[data-b]')), nodes = [].slice.call(svg.querySelectorAll('.node'));
  var words = { listed: 'listed by ', possibly: 'possibly ', later: 'later ', ended: 'formerly ' };

  function monthOf(day) {
    var d = new Date(day * 864e5);
    return d.getUTCFullYear() * 12 + d.getUTCMonth();
  }
  function firstDay(month) { return Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5); }

  var asked = form.dataset.on.split(' ').map(Number), least = monthOf(asked[0]), most = monthOf(asked[1]);
  ties.forEach(function (t) {
    [t.dataset.b, t.dataset.e].forEach(function (text) {
      var d = days(text);
      if (!d.dated) return;
      if (d.first > -60000) least = Math.min(least, monthOf(d.first));
      most = Math.max(most, Math.min(monthOf(d.last), monthOf(asked[1]) + 1200));
    });
  });
  range.min = least;
  range.max = Math.max(most, least + 1);
  range.value = monthOf(asked[1]);

  function mark(node, first, last) {
    var by = { listed: [], possibly: [], later: [], ended: [] }, text = [];
    node.dataset.l.split('|').forEach(function (l) {
      var p = l.split(';'), state = listedOn(p[1], p[2], first, last);
      if (by[state].indexOf(p[0]) < 0) by[state].push(p[0]);
    });
    var before = [];
    ['listed', 'possibly', 'later', 'ended'].forEach(function (state) {
      var list = by[state].filter(function (j) { return before.indexOf(j) < 0; });
      before = before.concat(list);
      if (list.length) text.push((state === 'possibly' && !text.length ? 'possibly listed by ' : words[state]) + list.join(', '));
    });
    var out = text.join('; ');
    node.querySelector('.mark').textContent = out.length > 36 ? out.slice(0, 35) + '\u2026' : out;
    node.classList.remove('listed', 'possibly', 'ended');
    node.classList.add(by.listed.length ? 'listed' : by.possibly.length ? 'possibly' : 'ended');
  }

  function redraw() {
    var month = +range.value, first = firstDay(month), last = firstDay(month + 1) - 1, seen = {}, kinds = {};
    shown.textContent = Math.floor(month / 12) + '-' + ('0' + (month % 12 + 1)).slice(-2);
    [].forEach.call(form.querySelectorAll('input[type=checkbox]'), function (box) { kinds[box.value] = box.checked; });
    ties.forEach(function (t) {
      var row = t.dataset.r !== undefined ? t : document.getElementById('t' + t.dataset.t);
      t.classList.remove('holds', 'maybe', 'not-yet', 'over');
      t.classList.add(tieOn(t.dataset.b, t.dataset.e, t.dataset.former !== undefined, first, last));
      t.classList.toggle('off', kinds[row.dataset.r] === false);
    });
    ties.forEach(function (t) {
      if (t.dataset.ends && !/ (not-yet|off)( |$)/.test(' ' + t.getAttribute('class')))
        t.dataset.ends.split(' ').forEach(function (n) { seen[n] = true; });
    });
    nodes.forEach(function (n) {
      n.classList.toggle('off', !seen[n.dataset.n] && n.dataset.n !== '0');
      if (n.dataset.l) mark(n, first, last);
    });
  }
  form.hidden = false;
  form.addEventListener('input', redraw);
})(typeof module === 'object' ? { module: module } : this);
