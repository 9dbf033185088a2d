/// The page's style: light and dark, legible without colour vision, printable.
enum HTMLStyle {
  // Spread is told by lightness, verdicts by the line's form; colours only repeat both.
  static let text = screen + narrow + print

  private static let screen = #"""
    :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--soft:#f6f8fa;--rule:#d0d7de;--link:#0550ae;
    --sync:#b3400a;--async:#0a6e8a;--mixed:#8a5a00;--unknown:#6e7781;--bad:#b42318;--good:#1a7f37;--warn:#8a5a00;
    --s0:#f3f4f6;--s1:#fef0d9;--s2:#fdcc8a;--s3:#fc8d59;--s4:#c9341a;--t0:#1b1f24;--t3:#1b1f24;--t4:#fff;--line:#57606a}
    @media (prefers-color-scheme:dark){:root{--bg:#12161b;--fg:#e6e9ed;--dim:#9aa4af;--soft:#1b2128;--rule:#353d47;
    --link:#79b8ff;--sync:#ff9e64;--async:#5cc8e6;--mixed:#f2c14e;--unknown:#a5adb6;--bad:#ff8a7a;--good:#6fdd8b;
    --warn:#f2c14e;--s0:#252c35;--s1:#43331f;--s2:#6b4a1c;--s3:#a85c14;--s4:#ffb066;--t0:#e6e9ed;--t3:#fff;--t4:#1b1206;
    --line:#9aa4af}}
    *{box-sizing:border-box}
    html{scroll-padding-top:3.2rem}
    body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
    main>.tools{margin-top:14px}
    header,main,footer,nav{max-width:1320px;margin:0 auto;padding:0 20px}
    a{color:var(--link)}
    code{font:.92em ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
    a code{color:inherit}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px;z-index:9}
    .answer{padding-top:20px;padding-bottom:12px;border-top:8px solid var(--line)}
    .answer.bad{border-color:var(--bad)}.answer.good{border-color:var(--good)}.answer.unsure{border-color:var(--warn)}
    h1{font-size:1.7rem;line-height:1.25;margin:0 0 8px}h1 small{font-size:1rem;font-weight:400;color:var(--dim)}
    .bad .sign{color:var(--bad)}.good .sign{color:var(--good)}.unsure .sign{color:var(--warn)}
    .lead{font-size:1.2rem;margin:0 0 10px;max-width:62rem}
    .caution{margin:0 0 10px;color:var(--warn)}
    .reasons{list-style:none;padding:0;margin:0 0 14px}.reasons li{padding:2px 0}
    .tiles{display:flex;flex-wrap:wrap;gap:10px;margin:14px 0 0}
    .tiles div{flex:1 1 170px;background:var(--soft);border:1px solid var(--rule);border-radius:8px;padding:8px 12px;
    display:flex;flex-direction:column-reverse;justify-content:flex-end}
    .tiles dd{margin:0;font-size:1.6rem;font-weight:600}.tiles dt{color:var(--dim);font-size:.9rem}
    nav{position:sticky;top:0;z-index:5;background:var(--bg);border-bottom:1px solid var(--rule);padding-top:8px;
    padding-bottom:8px;display:flex;flex-wrap:wrap;gap:4px 16px}
    section{margin:28px 0}
    h2{font-size:1.25rem;margin:0 0 10px}h2 small{font-size:.9rem;font-weight:400;color:var(--dim)}
    h3{font-size:1rem;margin:14px 0 6px}
    .dim{color:var(--dim)}.dim code{color:inherit}.plain{list-style:none;margin:0;padding:0}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:0 28px}
    .columns ul{margin:0;padding-left:18px}
    .tag{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 5px;font-size:.78rem;
    line-height:1.4;color:var(--dim);white-space:nowrap;font-weight:400}
    .tag.error,.error>.tag{color:var(--bad);font-weight:600}.tag.warning,.warning>.tag{color:var(--warn)}
    .scroll{overflow:auto;max-width:100%}
    .picture{position:relative;border:1px solid var(--rule);border-radius:8px;max-height:80vh;padding:6px;background:var(--bg)}
    .graph{display:block;margin:0 auto;font:12.5px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    .fit .graph{max-width:100%;height:auto}
    @media (min-width:900px){.picture:not(.full) .graph.auto{max-width:100%;height:auto}
    .picture:not(.full):has(.short){max-height:none}}
    .node text,.edge text{text-anchor:middle;stroke:none}
    .node>rect,.node>path{stroke:var(--line);stroke-width:1.2;fill:var(--s0)}
    .node .rim{fill:none}.node.entry>rect,.node.entry>path{stroke-width:3}.node.entry>.rim{stroke-width:1.2}
    .node text{fill:var(--t0);font-weight:600}.node .remark{font-weight:400;font-size:11px}
    .s1>rect,.s1>path{fill:var(--s1)}.s2>rect,.s2>path{fill:var(--s2)}.s3>rect,.s3>path{fill:var(--s3)}
    .s4>rect,.s4>path{fill:var(--s4)}.node>.rim{fill:none!important}
    .node.s3 text{fill:var(--t3)}.node.s4 text{fill:var(--t4)}
    a.node{cursor:pointer;text-decoration:none}a.node:hover>rect,a.node:hover>path{stroke:var(--fg)}
    a.node:focus-visible{outline:none}a.node:focus-visible>rect,a.node:focus-visible>path{stroke:var(--link);stroke-width:4}
    .edge path{fill:none;stroke:var(--sync)}.edge text{fill:var(--dim);font-size:11px;paint-order:stroke;
    stroke:var(--bg);stroke-width:3px}
    .edge.asynchronous path{stroke:var(--async)}.edge.asynchronous>path{stroke-dasharray:7 5}
    .edge.mixed path{stroke:var(--mixed)}.edge.mixed>path{stroke-dasharray:14 4}
    .edge.unknown path{stroke:var(--unknown)}.edge.unknown>path{stroke-dasharray:2 4}
    .head path,.edge .tip{stroke:none!important;fill:var(--sync)}
    .head.asynchronous path,.asynchronous .tip{fill:var(--async)}.head.mixed path,.mixed .tip{fill:var(--mixed)}
    .head.unknown path,.unknown .tip{fill:var(--unknown)}
    .gap rect{fill:var(--bg);stroke:none}.gap path{stroke:var(--async);stroke-width:2.5}
    .mark path,.mark circle{fill:var(--bg);stroke:var(--mixed);stroke-width:1.5}.mark path+path{fill:var(--mixed)}
    .unknown .mark circle{stroke:var(--unknown)}.mark text{fill:var(--fg)!important;font-weight:700;stroke:none!important}
    .chosen .node,.chosen .edge{opacity:.22}.chosen .node.hit,.chosen .edge.hit{opacity:1}
    .node.source>rect,.node.source>path{stroke:var(--bad);stroke-width:5}.node.hit:not(.source)>rect,
    .node.hit:not(.source)>path{stroke:var(--bad);stroke-width:2.5}.edge.hit>path{stroke-width:4}
    .panel{border:2px solid var(--bad);border-radius:8px;padding:10px 14px;margin:10px 0}.panel h3{margin:0 0 4px}
    .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:8px 0 0;padding:0;color:var(--dim);
    font-size:.87rem}.legend li{display:flex;align-items:center;gap:6px}
    .key text{text-anchor:middle;font-size:11px}
    .tools{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;margin:0 0 12px}
    .tools input,.tools select,.tools button,.panel button{font:inherit;color:inherit;background:var(--soft);
    border:1px solid var(--rule);border-radius:6px;padding:4px 8px;max-width:100%}
    .chain{display:flex;flex-wrap:wrap;align-items:stretch;list-style:none;margin:10px 0 2px;padding:0;row-gap:10px}
    .chain li{display:flex;align-items:center}
    .hop{display:flex;flex-direction:column;border:1.5px solid var(--line);border-radius:6px;padding:4px 10px;
    max-width:230px;font-weight:600}.hop .dim{font-size:.8rem;overflow-wrap:anywhere;font-weight:400}
    .hop.queue,.hop.cache,.hop.external{border-style:double;border-width:4px}.hop.database{border-bottom-width:5px}
    .step{display:flex;flex-direction:column;align-items:center;padding:0 6px;font-size:.78rem;color:var(--dim);min-width:74px;white-space:nowrap}
    .stop{margin-left:10px;border-left:5px double var(--async);padding-left:8px;font-size:.87rem}
    .stop .tag{color:var(--async)}.stop.leaf{border-left:2px solid var(--rule);color:var(--dim)}
    #chains .row{border-bottom:1px solid var(--rule);padding-bottom:6px}#chains p{margin:2px 0}
    .traces{font-size:.82rem;color:var(--dim);margin:2px 0}.dim .traces{white-space:nowrap}
    table{border-collapse:collapse;width:100%;font-size:.9rem}caption{position:absolute;left:-9999px}
    td,th{overflow-wrap:normal}th[scope=row],td:has(code){min-width:9.5em}.t-nodes th[scope=row]{min-width:12em}.t-nodes td:nth-child(n+7),.t-domains td:nth-child(n+5),
    .t-entries td:nth-child(7),.t-firebreaks td:nth-child(n+3),.t-unproven td:nth-child(4){min-width:15em}.t-nodes td:nth-child(4),.t-domains td:nth-child(4){min-width:11em}
    td details{min-width:13em;overflow-wrap:anywhere}
    .nowrap,td b{white-space:nowrap}
    th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--rule)}
    thead th{color:var(--dim);font-weight:600;white-space:nowrap;border-bottom:2px solid var(--rule)}
    tbody th{font-weight:600}.number{text-align:right;white-space:nowrap}
    td details ul{margin:4px 0;padding-left:16px}
    thead button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;font-weight:600}
    th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
    .t-hanging,.t-deadlines,.t-retries,.t-services{width:auto;min-width:50%}thead .number{text-align:right}
    @media screen{main:not(.narrowed) .cut tbody tr:nth-child(n+31){display:none}}.more{font:inherit;color:var(--link);
    background:none;border:0;padding:6px 10px;cursor:pointer}
    .bar{vertical-align:-1px;margin-right:2px}.bar .track{fill:var(--soft);stroke:var(--rule)}.bar .fill{fill:var(--sync)}
    .bar.share .fill{fill:var(--line)}.whisker{stroke:var(--fg);stroke-width:1.2;fill:none}
    .verdict{font-weight:600;color:var(--sync)}.verdict.asynchronous{color:var(--async)}.verdict.mixed{color:var(--mixed)}
    .verdict.unknown{color:var(--unknown)}
    .finding{border:1px solid var(--rule);border-left:6px solid var(--line);border-radius:6px;padding:4px 14px;margin:12px 0}
    .finding.error{border-left-color:var(--bad)}.finding.warning{border-left-color:var(--warn)}
    .finding.waived{opacity:.75}.finding h3{margin:6px 0}.finding p{margin:4px 0}.rule dt{font-weight:600}
    .rule dd{margin:0 0 6px}.self{text-decoration:none;color:var(--dim);font-weight:400}
    :target{background:var(--soft);outline:2px solid var(--link);outline-offset:2px}
    summary{cursor:pointer;color:var(--link)}
    .waterfall{font:12px system-ui,"DejaVu Sans",sans-serif}.fall text{fill:var(--fg)}.pointer{fill:var(--link)}
    .fall rect{fill:none;stroke:var(--async);stroke-width:1.5}.fall .waits rect{fill:var(--sync);stroke:var(--sync)}
    .fall .failed rect{stroke:var(--bad);stroke-width:3}
    [hidden]{display:none!important}
    footer{color:var(--dim);padding-top:12px;padding-bottom:30px;border-top:1px solid var(--rule);font-size:.85rem}

    """#

  /// Below this width chains run downwards and each row of a table becomes a block, its heads before the values.
  private static let narrow = #"""
    @media (max-width:640px){header,main,footer,nav{padding-left:12px;padding-right:12px}nav{position:static}
    html{scroll-padding-top:0}h1{font-size:1.35rem}.lead{font-size:1.05rem}
    h2 small{display:block}.tiles div{flex-basis:130px}.tools input,.tools select{flex:1 1 130px;min-width:0}
    .chain{flex-direction:column;row-gap:2px}.chain li{flex-direction:column;align-items:flex-start}.hop{max-width:100%}
    .step{flex-direction:row;gap:8px;padding:2px 0 2px 14px;white-space:normal}
    .step svg{transform:rotate(90deg);width:34px;height:26px;order:-1}.stop{margin:6px 0 0}
    table,tbody,tr,tbody th{display:block;width:auto}td{display:inline-block;margin-right:14px;max-width:100%}
    tbody tr{padding:8px 0;border-bottom:1px solid var(--rule)}
    td,tbody th{border:0;padding:1px 0;min-width:0!important;overflow-wrap:anywhere}
    td details,td:has(details){display:block;min-width:0}td:empty{display:none}td::before{color:var(--dim)}.number{text-align:left}
    thead{display:none}.can-sort thead{display:block}.can-sort thead tr{display:flex;flex-wrap:wrap;gap:0 12px}
    .can-sort thead tr::before{content:"Sort by";color:var(--dim)}thead th{border:0;padding:0}
    \#(HTMLTable.labels)}

    """#

  private static let print = #"""
    @media print{:root{color-scheme:light}body{font-size:11px}nav,.tools,.skip,.self{display:none}
    .scroll,.picture{overflow:visible;max-height:none}.graph{max-width:100%;max-height:620px;height:auto}.waterfall{max-height:340px}
    .row,section>h2,.finding{break-inside:avoid}h2,h3,thead{break-after:avoid}td,th{min-width:0!important}tbody th{min-width:8em!important}a{color:inherit;text-decoration:none}
    .print::details-content{content-visibility:visible;block-size:auto}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """#
}
