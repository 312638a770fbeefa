"""Rows of React's server components are read with the texts they refer to, and their elements become HTML."""

import json
import time

from agents.extract.html.state.flight import markup, read_rows


def scripts(rows: str) -> list[str]:
    return [f"self.__next_f.push([1,{json.dumps(rows[at : at + 20])}])" for at in range(0, len(rows), 20)]


def test_a_text_row_is_as_long_as_its_bytes():
    rows = read_rows(scripts('5:Tb,Fähren –1:{"a":"$5","b":["$1"],"c":"$9"}\n'))
    assert rows["1"]["a"] == "Fähren –"
    assert rows["1"]["b"][0] is rows["1"]
    assert rows["1"]["c"] == "$9"


def test_elements_become_html():
    row = '0:["$","main",null,{"children":[["$","$L1",null,{"children":"A < B"}],["$","br",null,{}],7,null,false]}]\n'
    assert markup(read_rows(scripts(row))) == "<main><div>A &lt; B</div><br>7</main>"


def test_elements_that_hold_themselves_end():
    started = time.process_time()
    assert markup(read_rows(scripts('0:["$","p",null,{"children":"$0"}]\n'))) == "<p></p>"
    read_rows(["__next_f.push([1,'" * 50_000, "self.__next_f.push([1," + json.dumps("0:T1,x" * 200_000) + "])"])
    assert time.process_time() - started < 2
