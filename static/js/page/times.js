/** Times are shown in the reader's zone. Where it is the server's, the server's words stay. */

const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang || undefined;
const formats = {};

export function showTimes() {
  for (const time of document.querySelectorAll("time[datetime*='T']:not([title])")) show(time);
}

function show(time) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  time.title = format("full", { dateStyle: "full", timeStyle: "short" }, moment);
  if (offset(time.dateTime) === -moment.getTimezoneOffset()) return;
  const words = time.textContent;
  const day = /\d{4}/.test(words)
    ? format("long", { day: "numeric", month: "long", year: "numeric" }, moment)
    : format("short", { day: "numeric", month: "short" }, moment);
  const hour = /\d:\d\d/.test(words) ? `, ${format("hour", { hour: "2-digit", minute: "2-digit" }, moment)}` : "";
  time.textContent = day + hour;
}

/** Minutes east of Greenwich that a time is written in; null when it does not say. */
function offset(written) {
  if (written.endsWith("Z")) return 0;
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(written) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : null;
}

function format(name, parts, moment) {
  formats[name] ??= new Intl.DateTimeFormat(language, parts);
  return formats[name].format(moment);
}
