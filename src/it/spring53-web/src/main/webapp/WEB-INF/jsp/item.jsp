<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<!DOCTYPE html>
<html>
<head><title><c:out value="${row.item.name}"/></title></head>
<body>
<h1><c:out value="${row.item.name}"/></h1>
<dl>
  <dt>Status</dt><dd><c:out value="${row.item.status}"/></dd>
  <dt>Parent</dt><dd><c:out value="${row.parent.name}" default="none"/></dd>
  <c:forEach var="entry" items="${row.item.metadata}">
  <dt><c:out value="${entry.key}"/></dt><dd><c:out value="${entry.value}"/></dd>
  </c:forEach>
</dl>
</body>
</html>
