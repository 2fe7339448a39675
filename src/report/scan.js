(function () {
  'use strict';
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var cards = all('.card'), mentions = all('.m'), of = {}, chosen = null;

  /* A card and all mentions that lead to it belong together. */
  cards.forEach(function (card) { of[card.id] = [card]; });
  mentions.forEach(function (m) { m.card = m.hash.slice(1); if (of[m.card]) of[m.card].push(m); });
  function group(node) {
    var found = node.closest && node.closest('.m, .card');
    return found ? of[found.card || found.id] : null;
  }
  function set(nodes, name, on) {
    (nodes || []).forEach(function (node) { node.classList.toggle(name, on); });
  }
  function choose(nodes) {
    set(chosen, 'on', false);
    set(nodes, 'on', true);
    chosen = nodes;
  }
  /* Beside the text the panel of cards scrolls by itself; on a narrow screen it does not. */
  var panel = document.getElementById('cards');
  function scrolls() { return getComputedStyle(panel).overflowY === 'auto'; }
  function show(card) {
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top -
      panel.firstElementChild.offsetHeight - 8;
  }

  document.addEventListener('mouseover', function (event) { set(group(event.target), 'near', true); });
  document.addEventListener('mouseout', function (event) { set(group(event.target), 'near', false); });
  document.addEventListener('focusin', function (event) { if (group(event.target)) choose(group(event.target)); });
  /* A mention moves the panel, not the text that is being read. */
  document.addEventListener('click', function (event) {
    var nodes = group(event.target), m = event.target.closest('.m');
    if (nodes) choose(nodes);
    if (m && nodes && scrolls() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(nodes[0]);
    }
  });

  /* j and k walk over the mentions that are marked. */
  function shown(m) { return getComputedStyle(m).textDecorationLine !== 'none'; }
  var at = -1;
  function step(by) {
    for (var i = at + by; i >= 0 && i < mentions.length; i += by) {
      if (!shown(mentions[i])) continue;
      at = i;
      mentions[i].focus({ preventScroll: true });
      mentions[i].scrollIntoView({ block: 'center' });
      if (of[mentions[i].card] && scrolls()) show(of[mentions[i].card][0]);
      return;
    }
  }
  mentions.forEach(function (m, i) { m.addEventListener('focus', function () { at = i; }); });

  /* Search, without regard to accents and case. */
  function plain(text) { return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(); }
  var box = document.querySelector('[role=search]'), field = box.firstChild, none = document.querySelector('#cards > .none');
  var texts = cards.map(function (card) {
    return plain(card.querySelector('h3').textContent + ' ' + card.querySelector('.forms').textContent);
  });
  var ties = all('.tie'), sentences = ties.map(function (tie) { return plain(tie.textContent); });
  function search() {
    var wanted = plain(field.value.trim()), hits = 0;
    ties.forEach(function (tie, i) { tie.hidden = sentences[i].indexOf(wanted) < 0; });
    cards.forEach(function (card, i) {
      card.hidden = texts[i].indexOf(wanted) < 0;
      hits += !card.hidden;
      of[card.id].slice(1).forEach(function (m) { m.classList.toggle('off', card.hidden); });
    });
    all('.group, .batch').forEach(function (one) {
      one.hidden = !one.querySelector('.card:not([hidden]), .tie:not([hidden])');
    });
    none.hidden = hits > 0;
    if (scrolls()) panel.scrollTop = 0;
  }
  field.addEventListener('input', search);
  box.hidden = false;
  all('.keys').forEach(function (one) { one.hidden = false; });

  document.addEventListener('keydown', function (event) {
    var typing = event.target === field;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      field.value = '';
      search();
      choose(null);
      field.blur();
    } else if (!typing && event.key === '/') {
      event.preventDefault();
      field.focus();
    } else if (!typing && event.key === 'j') step(1);
    else if (!typing && event.key === 'k') step(-1);
  });
})();
