"""How a display looks. Every colour stands with its background, for light and for dark.

JupyterLab's own rules for tables are as specific as can be, hence `!important`.
"""

from __future__ import annotations

STYLE = """
article.ale-moderation{color-scheme:light dark;box-sizing:border-box;max-width:54rem;
margin:.4rem 0;padding:.2rem 1rem .8rem;overflow-wrap:anywhere;
font:1rem/1.5 system-ui,sans-serif;border:1px solid light-dark(#c3c9cf,#4a5057);border-radius:.5rem;
background:light-dark(#fff,#16191c);color:light-dark(#1b1b1b,#ececec);
body[data-jp-theme-light=true] &{color-scheme:light}
body[data-jp-theme-light=false] &{color-scheme:dark}
:is(h2,h3,h4){color:inherit;font-family:inherit;line-height:1.3;font-weight:600}
h2{font-size:1.15rem;margin:.7rem 0}
h3{font-size:1.05rem;margin:1rem 0 .3rem}
h4{font-size:1rem;margin:.8rem 0 .2rem}
.proposal{display:inline-block;padding:.15rem .7rem;border:2px solid;border-radius:.4rem}
.keep{background:light-dark(#e4f3e6,#12351b);color:light-dark(#14532d,#b7ebc3)}
.answer{background:light-dark(#e1effa,#0f304d);color:light-dark(#0b4a7f,#b9ddfb)}
.register{background:light-dark(#f1e8fb,#352250);color:light-dark(#54248a,#ddc6fb)}
.remove{background:light-dark(#fde6e4,#4a1512);color:light-dark(#8c1d14,#ffc7c1)}
:is(.hide,.human){background:light-dark(#fff1d6,#40300a);color:light-dark(#6b4300,#ffdf9e)}
.human{padding:.5rem .9rem;border:2px solid;border-radius:.4rem}
.comment{margin:.6rem 0;padding:.5rem .9rem;font-size:1.05rem;border:0;
border-left:.3rem solid light-dark(#8a9199,#7b838b);
background:light-dark(#f5f6f8,#20252a);color:inherit}
.entities{white-space:pre-wrap;line-height:1.9!important}
mark{padding:.1em .35em;border-radius:.35em;border-bottom:.16em solid;
-webkit-box-decoration-break:clone;box-decoration-break:clone;
background:light-dark(#dfe7ef,#33414f);color:light-dark(#1b1b1b,#f2f2f2)}
mark span{font-size:.78em;font-weight:600;margin-left:.3em}
mark.confidential{background:light-dark(#fbd3d0,#6b1f1a)}
mark.offensive{background:light-dark(#fcdcbf,#63370c)}
mark.personal_data{background:light-dark(#ffeaa6,#554300)}
mark.important{background:light-dark(#c9ebe4,#0d4a40)}
mark:is(.spam,.advertising){background:light-dark(#e6d9f1,#44295c)}
:is(ul,ol){margin:.2rem 0 .2rem 1.2rem;padding:0}
li{margin:.35rem 0}
ul.duties{list-style:none;margin-left:0}
label{display:flex;gap:.6rem;align-items:flex-start}
input[type=checkbox]{flex:none;width:1.1rem;height:1.1rem;margin:.2rem 0 0}
:is(li,section) blockquote{margin:.25rem 0;padding:0 0 0 .8rem;border:0;
border-left:.15rem solid light-dark(#c3c9cf,#4a5057);background:none;color:inherit}
:is(cite,small,.rule,code){font-size:.875rem;font-style:normal;color:light-dark(#4b535b,#b9c1c9)}
.rule{margin:.1rem 0}
small{display:block}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.2rem 0}
:is(dt,dd){float:none;width:auto;margin:0;padding:0}
dt{font-weight:600}
.scroll{overflow-x:auto}
table{margin:.3rem 0;border-collapse:collapse;overflow-wrap:normal;font-size:.95rem;color:inherit}
:is(caption,th,td){text-align:left!important;vertical-align:top}
caption{padding:.3rem 0;font-weight:600;white-space:nowrap;color:inherit}
:is(th,td){padding:.25rem .9rem .25rem 0;white-space:normal;border:0;
border-bottom:1px solid light-dark(#d9dde1,#3a4046)}
tr{background:none!important}
summary{cursor:pointer;padding:.25rem 0}
.case{padding-left:1rem}
}
"""
