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

  /* As many lines as the box has room for, of 34 letters each. */
  function write(lines, words) {
    [].forEach.call(lines, function (line, i) {
      var end = words.length <= 34 ? words.length : words.slice(0, 35).lastIndexOf(' '), last = i + 1 === lines.length;
      if (end < 0) end = words.length;
      line.textContent = !last || words.length <= 34 ? words.slice(0, end) : words.slice(0, 33) + '\u2026';
      words = words.slice(end + 1);
    });
  }
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
    write(node.querySelectorAll('.mark'), out);
    node.classList.remove('listed', 'possibly', 'ended');
    node.classList.add(by.listed.length ? 'listed' : by.possibly.length ? 'possibly' : 'ended');
  }

  function redraw() {
    var month = +range.value, first = firstDay(month), last = firstDay(month + 1) - 1, seen = {}, kinds = {};
    [].forEach.call(form.querySelectorAll('input[type=checkbox]'), function (box) { kinds[box.value] = box.checked; });
    var sum = { holds: 0, maybe: 0 };
    ties.forEach(function (t) {
      var row = t.dataset.r !== undefined ? t : document.getElementById('t' + t.dataset.t);
      t.classList.remove('holds', 'maybe', 'not-yet', 'over');
      t.classList.add(tieOn(t.dataset.b, t.dataset.e, t.dataset.former !== undefined, first, last));
      t.classList.toggle('off', kinds[row.dataset.r] === false);
      if (t === row && kinds[row.dataset.r] !== false)
        ['holds', 'maybe'].forEach(function (state) { sum[state] += t.classList.contains(state); });
    });
    ties.forEach(function (t) {
      if (t.dataset.ends && !/ (not-yet|off)( |$)/.test(' ' + t.getAttribute('class')))
        t.dataset.ends.split(' ').forEach(function (n) { seen[n] = true; });
    });
    shown.textContent = Math.floor(month / 12) + '-' + ('0' + (month % 12 + 1)).slice(-2) + ': ' + sum.holds +
      (sum.holds === 1 ? ' tie holds' : ' ties hold') + (sum.maybe ? ', ' + sum.maybe + ' possibly' : '');
    range.setAttribute('aria-valuetext', shown.textContent);
    nodes.forEach(function (n) {
      n.classList.toggle('off', !seen[n.dataset.n] && n.dataset.n !== '0');
      if (n.dataset.l) mark(n, first, last);
    });
  }
  /* What is reported of the one chosen, or of the tie, with its sources. */
  var panel = document.getElementById('panel'), from = null, chosen = null;
  function add(parent, tag, words) {
    var e = document.createElement(tag);
    e.textContent = words;
    parent.appendChild(e);
    return e;
  }
  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    if (chosen) chosen.classList.remove('chosen');
    if (from) from.focus();
  }
  function item(list, row) {
    var li = add(list, 'li', ''), source = row.querySelector('.ref'), text = row.cells[1].querySelector('bdi').textContent;
    li.className = (row.getAttribute('class').match(/holds|maybe|over|not-yet/) || [''])[0];
    add(li, 'strong', row.cells[0].textContent + ' ');
    add(li, 'span', text + (li.className === 'maybe' ? ' (possibly then)' : ''));
    if (source) add(li, 'small', document.querySelector(source.getAttribute('href')).textContent);
  }
  function choose(link) {
    var id = link.getAttribute('href').slice(1), row = document.getElementById(id), isTie = id[0] === 't';
    close();
    panel.textContent = '';
    add(panel, 'h2', isTie ? 'What is reported' : row.cells[0].textContent);
    if (!isTie) add(panel, 'p', row.cells[1].textContent + '. ' + row.cells[2].textContent);
    var list = add(panel, 'ul', '');
    (isTie ? [row] : ties.filter(function (t) {
      return t.tagName === 'TR' && t.dataset.ends.split(' ').indexOf(id.slice(1)) >= 0;
    })).forEach(function (t) { item(list, t); });
    var button = add(panel, 'button', '\u00d7');
    button.type = 'button';
    button.setAttribute('aria-label', 'Close');
    button.addEventListener('click', close);
    chosen = link.parentNode;
    chosen.classList.add('chosen');
    from = link;
    panel.hidden = false;
    panel.focus();
  }
  svg.addEventListener('click', function (event) {
    var link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    choose(link);
  });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') close(); });
  form.hidden = false;
  form.addEventListener('input', redraw);
})(typeof module === 'object' ? { module: module } : this);
